import { engineFailure } from "./failures.ts";
import type { TesseractOutput } from "./tesseractOutput.ts";

/** Of a row of the table. */
const COLUMNS = 12;

/**
 * The two parts of what `tesseract stdin stdout tsv txt` prints: the table with a head, then the text. Throws
 * `TransientError` OCR_FAILED if there is no table.
 */
export function splitOutput(printed: string): TesseractOutput {
  const [head = "", ...rows] = printed.replaceAll("\r\n", "\n").split("\n");
  if (!head.startsWith("level\tpage_num\t")) throw engineFailure("OCR_FAILED", "tesseract printed no table");
  const end = rows.findIndex((row) => row.split("\t").length !== COLUMNS);
  const [table, text] = end === -1 ? [rows, []] : [rows.slice(0, end), rows.slice(end)];
  return { tsv: table.join("\n"), text: text.join("\n") };
}
