import { type Model, readModel } from "./models.ts";

/** tessdatamanager.h: where in the table of parts the characters stand. */
const CHARACTERS = 21;

const known = new Map<string, ReadonlySet<string>>();

/** The characters that a model can write, read once. Throws what `readModel` throws. */
export async function alphabetOf(model: Model): Promise<ReadonlySet<string>> {
  const before = known.get(model.sha256);
  if (before !== undefined) return before;
  const alphabet = new Set(numbersOfCharacters(await readModel(model)).keys());
  known.set(model.sha256, alphabet);
  return alphabet;
}

/** The characters in a `.traineddata` file and their numbers: a line for each, where it stands first, after a line with how many. */
export function numbersOfCharacters(bytes: Uint8Array): Map<string, number> {
  const [, ...lines] = new TextDecoder().decode(partOf(bytes, CHARACTERS)).split("\n");
  return new Map(lines.map((line, number) => [line.slice(0, line.indexOf(" ")), number]));
}

/** One part of a `.traineddata` file: its table has as many offsets as it says, -1 for what it lacks. */
export function partOf(bytes: Uint8Array, index: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = bytes.length < 4 ? 0 : view.getInt32(0, true);
  if (index >= count || bytes.length < 4 + 8 * count) return new Uint8Array();
  const offsets = Array.from({ length: count }, (_, i) => Number(view.getBigInt64(4 + 8 * i, true)));
  const start = offsets[index] ?? -1;
  if (start < 0) return new Uint8Array();
  const end = offsets.slice(index + 1).find((offset) => offset >= 0) ?? bytes.length;
  return bytes.subarray(start, end);
}
