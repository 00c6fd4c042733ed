import { type Model, readModel } from "./models.ts";
import { numbersOfCharacters, partOf } from "./traineddata.ts";

/** The words that a model knows: what its makers found often in texts of its language. */
export interface WordList {
  has(word: string): boolean;
}

/** tessdatamanager.h: where in the table of parts these stand. */
const WORDS = 19;

/** dawg.h: the sign before a list that fits this machine's order of bytes, and the flags of an edge. */
const MAGIC = 42;
const FLAG_BITS = 3;
const LAST_OF_NODE = 1;
const ENDS_WORD = 4;

const known = new Map<string, WordList>();

/** The word list of a model, read once; one that knows no word if the model has none. Throws what `readModel` throws. */
export async function wordListOf(model: Model): Promise<WordList> {
  const before = known.get(model.sha256);
  if (before !== undefined) return before;
  const list = parseWordList(await readModel(model));
  known.set(model.sha256, list);
  return list;
}

/**
 * The list in a `.traineddata` file: a graph of letters (a "squished DAWG" of Tesseract). Each edge is 64 bits: the
 * letter's number, three flags, and the edge that the next letter's begin at; the last one of a node is marked.
 */
export function parseWordList(bytes: Uint8Array): WordList {
  const numbers = numbersOfCharacters(bytes);
  const part = partOf(bytes, WORDS);
  const view = new DataView(part.buffer, part.byteOffset, part.length);
  if (part.length < 10 || view.getInt16(0, true) !== MAGIC) return { has: () => false };
  const flagsAt = Math.ceil(Math.log2(view.getInt32(2, true) + 1));
  const nextAt = flagsAt + FLAG_BITS;
  const count = Math.min(view.getInt32(6, true), Math.floor((part.length - 10) / 8));
  const letters = new Int32Array(count);
  const flags = new Uint8Array(count);
  const nexts = new Int32Array(count);
  for (let i = 0; i < count; i += 1) {
    const low = view.getUint32(10 + 8 * i, true);
    const high = view.getUint32(14 + 8 * i, true);
    letters[i] = low & ((1 << flagsAt) - 1);
    flags[i] = (low >>> flagsAt) & ((1 << FLAG_BITS) - 1);
    nexts[i] = (low >>> nextAt) + high * 2 ** (32 - nextAt);
  }
  const edgeFrom = (node: number, letter: number): number | undefined => {
    for (let i = node; i < count; i += 1) {
      if (letters[i] === letter) return i;
      if (((flags[i] ?? 0) & LAST_OF_NODE) !== 0) return;
    }
    return;
  };
  return {
    has(word) {
      let node = 0;
      let ends = false;
      for (const character of word) {
        const letter = numbers.get(character);
        const edge = letter === undefined || node < 0 ? undefined : edgeFrom(node, letter);
        if (edge === undefined) return false;
        ends = ((flags[edge] ?? 0) & ENDS_WORD) !== 0;
        // The root is edge 0, which nothing leads back to: 0 means that no letter follows.
        node = nexts[edge] === 0 ? -1 : (nexts[edge] ?? -1);
      }
      return ends;
    },
  };
}
