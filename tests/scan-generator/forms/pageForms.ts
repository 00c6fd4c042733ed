import type { Raster } from "../raster.ts";
import { alphaPng, rgbPng } from "./alphaPng.ts";
import { g4Tiff } from "./g4Tiff.ts";
import { imagePdf } from "./imagePdf.ts";
import { cmykJpeg, greyJpeg, type ImageOptions, rgbJpeg } from "./jpeg.ts";

interface PageForm {
  readonly extension: string;
  readonly write: (page: Raster, options: ImageOptions) => Promise<Buffer>;
}

/** The files a single page can become. */
export const PAGE_FORMS = {
  "grey-jpeg": { extension: "jpg", write: greyJpeg },
  "rgb-jpeg": { extension: "jpg", write: rgbJpeg },
  "cmyk-jpeg": { extension: "jpg", write: cmykJpeg },
  png: { extension: "png", write: rgbPng },
  "alpha-png": { extension: "png", write: alphaPng },
  "g4-tiff": { extension: "tif", write: (page, options) => g4Tiff([page], options) },
  "image-pdf": {
    extension: "pdf",
    write: async (page, options) => imagePdf([await greyJpeg(page, options)], options),
  },
} satisfies Record<string, PageForm>;

export type PageFormName = keyof typeof PAGE_FORMS;

export function isPageFormName(name: string): name is PageFormName {
  return Object.hasOwn(PAGE_FORMS, name);
}
