interface TestPdf {
  /** Lines of ASCII without brackets, drawn in Helvetica. */
  readonly text?: string;
  /** PDF text render mode; 3 is invisible. */
  readonly renderMode?: number;
  /** A grey JPEG (or what should be one) over the whole page, or so much of its height from the bottom. */
  readonly image?: Uint8Array;
  readonly imageHeight?: number;
  readonly imageSize?: readonly [number, number];
  /** Name of the filter that unpacks the image; of a bitonal one, if it is not a JPEG. */
  readonly imageFilter?: string;
  /** What was filled into a form's only field. */
  readonly field?: string;
  /** The type that pages say they are. */
  readonly pageType?: string;
  /** Width and height in points. */
  readonly page?: readonly [number, number];
  readonly pages?: number;
}

/** For tests: a small PDF, every page of which has the text and the image. */
export function makePdf({
  text = "",
  renderMode = 0,
  image,
  imageSize = [100, 100],
  page = [612, 792],
  imageHeight = page[1],
  imageFilter = "DCTDecode",
  field,
  pageType = "Page",
  pages = 1,
}: TestPdf): Uint8Array {
  const [width, height] = page;
  const draw = image === undefined ? "" : `q ${width} 0 0 ${imageHeight} 0 0 cm /I Do Q `;
  const lines = text.split("\n").map((line) => `(${line}) Tj 0 -18 Td`);
  const content = `${draw}BT /F 12 Tf ${renderMode} Tr 40 ${height - 60} Td ${lines.join(" ")} ET`;
  const kids = Array.from({ length: pages }, (_, i) => `${6 + i} 0 R`).join(" ");
  const widget = 6 + pages;
  const form = field === undefined ? "" : ` /AcroForm << /Fields [${widget} 0 R] >>`;
  const fields = field === undefined ? "" : ` /Annots [${widget} 0 R]`;
  const objects: Uint8Array[] = [
    `<< /Type /Catalog /Pages 2 0 R${form} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    stream("", Buffer.from(content)),
    stream(
      `/Type /XObject /Subtype /Image /Width ${imageSize[0]} /Height ${imageSize[1]} /BitsPerComponent ${imageFilter === "DCTDecode" ? 8 : 1} /ColorSpace /DeviceGray /Filter /${imageFilter}`,
      image ?? new Uint8Array(),
    ),
    ...Array.from(
      { length: pages },
      () =>
        `<< /Type /${pageType}${fields} /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 5 0 R >> >> >>`,
    ),
    ...(field === undefined ? [] : filledField(widget, field)),
  ].map((each) => (typeof each === "string" ? Buffer.from(each) : each));

  const parts: Uint8Array[] = [Buffer.from("%PDF-1.4\n")];
  const offsets: number[] = [];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [i, object] of objects.entries()) {
    offsets.push(length());
    parts.push(Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from("\nendobj\n"));
  }
  const start = length();
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const trailer = `trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  parts.push(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`));
  return Buffer.concat(parts);
}

/** A text field, and how it looks when it is filled. */
function filledField(number: number, value: string): (string | Uint8Array)[] {
  const look = `/Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F 3 0 R >> >>`;
  return [
    `<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /T (name) /V (${value}) /DA (/F 12 Tf) /Rect [40 600 340 620] /AP << /N ${number + 1} 0 R >> >>`,
    stream(look, Buffer.from(`/Tx BMC BT /F 12 Tf 2 5 Td (${value}) Tj ET EMC`)),
  ];
}

function stream(entries: string, data: Uint8Array): Uint8Array {
  const head = `<< ${entries} /Length ${data.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), data, Buffer.from("\nendstream")]);
}
