import sharp from "sharp";

/** Ink on nothing: 8-bit, 255 = full ink, cropped to what is inked. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface TextStyle {
  /** Pango families, comma-separated, without a size. */
  readonly families: string;
  readonly points: number;
  readonly dpi: number;
  /** Additional pixels between lines. */
  readonly spacing?: number;
  readonly align?: "left" | "centre";
}

/** Text as Pango markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Draws Pango markup; lines break at "\n" only. Lines that begin with right-to-left letters align right. */
export async function drawText(markup: string, style: TextStyle): Promise<Mask> {
  const { data, info } = await sharp({
    text: {
      text: markup,
      font: `${style.families} ${style.points}`,
      dpi: style.dpi,
      wrap: "none",
      align: style.align ?? "left",
      spacing: style.spacing ?? 0,
    },
  })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
