import sharp from "sharp";
import { writePdf, type PdfObject } from "./writePdf.ts";

/** A PDF with one grey or RGB JPEG a page and no text at all: what most scanners give. */
export async function imagePdf(jpegs: readonly Uint8Array[], { dpi }: { readonly dpi: number }): Promise<Buffer> {
  const kids = jpegs.map((_, index) => `${3 + index * 3} 0 R`).join(" ");
  const objects: PdfObject[] = [
    { body: "<< /Type /Catalog /Pages 2 0 R >>" },
    { body: `<< /Type /Pages /Kids [${kids}] /Count ${jpegs.length} >>` },
  ];
  for (const [index, stream] of jpegs.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- reads a header only
    const { width, height, channels } = await sharp(stream).metadata();
    const wide = ((width * 72) / dpi).toFixed(2);
    const high = ((height * 72) / dpi).toFixed(2);
    const space = channels === 1 ? "/DeviceGray" : "/DeviceRGB";
    const content = Buffer.from(`q ${wide} 0 0 ${high} 0 0 cm /Im0 Do Q`);
    const first = 3 + index * 3;
    objects.push(
      {
        body: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Resources << /XObject << /Im0 ${first + 2} 0 R >> >> /Contents ${first + 1} 0 R >>`,
      },
      { body: `<< /Length ${content.length} >>`, stream: content },
      {
        body: `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace ${space} /BitsPerComponent 8 /Filter /DCTDecode /Length ${stream.length} >>`,
        stream,
      },
    );
  }
  return writePdf(objects);
}
