import { escapeXml } from "@malmoi/core";

/** Words at the left of a plot's rows have this much room, in pixels. */
export const LABEL_WIDTH = 230;

/** A picture that stands on light and on dark pages, and tells those who cannot see it what it shows. */
export function svg(
  { width, height, title }: { readonly width: number; readonly height: number; readonly title: string },
  body: readonly string[],
): string {
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    "<style>text{font:13px system-ui,sans-serif;fill:#1f2328}.end{text-anchor:end}.quiet{fill:#59636e}.bar{fill:#2f6f9f}" +
      "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9198a1}.bar{fill:#6cb0e0}}</style>",
    ...body,
    "</svg>",
  ].join("\n")}\n`;
}
