import type { BoundingBox } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import { type Moved, still, within } from "./moved.ts";
import { paperColour } from "./paperColour.ts";
import { fromSharp, toSharp } from "./rawSharp.ts";

/** The page turned by `degrees` (clockwise if positive) about its middle, bicubic, the corners filled with its paper. */
export async function rotate(page: PageImage, degrees: number): Promise<Moved> {
  if (degrees === 0) return still(page);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const paper = paperColour(page.grey);
  const turned = toSharp(page).affine([cos, -sin, sin, cos], {
    background: { r: paper, g: paper, b: paper },
    interpolator: "bicubic",
  });
  const image = await fromSharp(turned, page.dpi);
  const [cx, cy] = [page.width / 2, page.height / 2];
  const [tx, ty] = [image.width / 2, image.height / 2];
  return {
    image,
    toSource: ([x0, y0, x1, y1]) => {
      const corners = [
        [x0, y0],
        [x1, y0],
        [x0, y1],
        [x1, y1],
      ] as const;
      const xs = corners.map(([x, y]) => cx + (x - tx) * cos + (y - ty) * sin);
      const ys = corners.map(([x, y]) => cy - (x - tx) * sin + (y - ty) * cos);
      const box: BoundingBox = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      return within(page, box);
    },
  };
}

export type QuarterTurns = 0 | 1 | 2 | 3;

/** The page turned clockwise by quarters; no pixel is changed. */
export function turn(page: PageImage, quarters: QuarterTurns): Moved {
  const { width, height, dpi, grey } = page;
  if (quarters === 0) return still(page);
  if (quarters === 2) {
    return {
      image: { width, height, dpi, grey: grey.toReversed() },
      toSource: ([x0, y0, x1, y1]) => within(page, [width - x1, height - y1, width - x0, height - y0]),
    };
  }
  const turned = new Uint8Array(grey.length);
  const clockwise = quarters === 1;
  for (let y = 0; y < height; y += 1) {
    // The row becomes a column: from the right when turned clockwise, else from the left and upside down.
    let to = clockwise ? height - 1 - y : (width - 1) * height + y;
    const step = clockwise ? height : -height;
    for (let at = y * width; at < (y + 1) * width; at += 1, to += step) turned[to] = grey[at] ?? 255;
  }
  return {
    image: { width: height, height: width, dpi, grey: turned },
    toSource: ([x0, y0, x1, y1]) =>
      within(page, clockwise ? [y0, height - x1, y1, height - x0] : [width - y1, x0, width - y0, x1]),
  };
}
