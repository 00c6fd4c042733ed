import type { Families } from "./families.ts";
import type { Input, Output } from "./files.ts";
import { allNumbers, bytesOf, numberBlocks } from "./words.ts";

const WHOLE = 0x8000_0000;
const BLOCK = 1 << 16;

/**
 * Writes `tops.bin`: of each text the number of the text that its family is called by; with the highest bit if it is
 * one of the copies that hold all else in the family.
 */
export async function writeTops(families: Families, count: number, output: Output): Promise<void> {
  async function* blocks(): AsyncGenerator<Uint8Array> {
    for (let first = 0; first < count; first += BLOCK) {
      const length = Math.min(BLOCK, count - first);
      yield bytesOf(
        Uint32Array.from(
          { length },
          (_, at) => (families.topOf(first + at) | (families.isTop(first + at) ? WHOLE : 0)) >>> 0,
        ),
      );
    }
  }
  await output.write("tops.bin", blocks());
}

/** Of each text its family, and what it is in it. 5 bytes a text. */
export interface Tops {
  readonly tops: Uint32Array;
  /** 1 of a copy of all of the family, 0 of a part, `ATTACHED` of a text too badly read to be like any of it. */
  readonly whole: Uint8Array;
}

export const ATTACHED = 2;

export async function readTops(input: Input): Promise<Tops> {
  const tops = await allNumbers(input.stream());
  const whole = new Uint8Array(tops.length);
  for (let text = 0; text < tops.length; text += 1) {
    const packed = tops[text] ?? 0;
    whole[text] = packed >>> 31;
    tops[text] = packed & ~WHOLE;
  }
  return { tops, whole };
}

/**
 * Families as they are after faint texts went to others (`attachFaint`). Of two texts of one family that go to different
 * ones the first decides, so that no two families are joined.
 */
export async function withAttached({ tops, whole }: Tops, attached: readonly Input[]): Promise<Tops> {
  const moved = tops.slice();
  for (const input of attached) {
    for await (const block of numberBlocks(input.stream(), 2)) {
      for (let at = 0; at < block.length; at += 2) {
        const top = block[at] ?? 0;
        if (moved[top] === top) moved[top] = block[at + 1] ?? 0;
      }
    }
  }
  const movedTops = tops.map((top) => moved[top] ?? top);
  return { tops: movedTops, whole: whole.map((flag, text) => (movedTops[text] === tops[text] ? flag : ATTACHED)) };
}
