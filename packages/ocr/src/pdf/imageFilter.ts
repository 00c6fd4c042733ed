import { callPdfium, type Pdfium, withMemory } from "./pdfium.ts";

/** Names of the filters that unpack an image, the last one last. */
export function imageFilters(module: Pdfium, image: number): string[] {
  const count = Math.max(0, callPdfium(module, "FPDFImageObj_GetImageFilterCount", image));
  return Array.from({ length: count }, (_, index) =>
    withMemory(module, 64, (at) => {
      const length = callPdfium(module, "FPDFImageObj_GetImageFilter", image, index, at, 64);
      return Buffer.from(module.HEAPU8.slice(at, at + Math.max(0, Math.min(64, length) - 1))).toString("latin1");
    }),
  );
}
