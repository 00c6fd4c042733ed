/** A PDF object: a dictionary or array as it is written, and the bytes of its stream if it has one. */
export interface PdfObject {
  readonly body: string;
  readonly stream?: Uint8Array;
}

/**
 * A PDF 1.4 file of the given objects, which have the numbers 1, 2, 3 ... in this order; the first is the catalogue.
 * No dates and no producer: the same objects give the same bytes.
 */
export function writePdf(objects: readonly PdfObject[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, { body, stream }] of objects.entries()) {
    offsets.push(length);
    add(Buffer.from(`${index + 1} 0 obj\n${body}\n`, "latin1"));
    if (stream !== undefined) {
      add(Buffer.concat([Buffer.from("stream\n"), stream, Buffer.from("\nendstream\n")]));
    }
    add(Buffer.from("endobj\n"));
  }
  const start = length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  add(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
