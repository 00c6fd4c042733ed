import { inBlocks, machine, memoryLongs, simpleCut } from "../wasm/machine.ts";
import { permutationsOf } from "./constants.ts";
import { plainDatatroveSignature } from "./plainSignature.ts";

/** Settings of datatrove's MinHash; its other ones are the defaults: seed 1, 64-bit xxhash, all of `simplify_text`. */
export interface DatatroveConfig {
  readonly buckets: number;
  readonly hashesPerBucket: number;
}

/** FineWeb-2 uses 14 x 8, FinePDFs 32 x 10. */
export const DATATROVE_CONFIGS = {
  "datatrove-14x8": { buckets: 14, hashesPerBucket: 8 },
  "datatrove-32x10": { buckets: 32, hashesPerBucket: 10 },
} as const satisfies Record<string, DatatroveConfig>;

/** Permutations in the module's memory. */
let loaded = 0;

function load(hashes: number): void {
  if (loaded === hashes) return;
  const { multipliers, summands } = permutationsOf(hashes);
  memoryLongs(machine.MULTIPLIERS.value, hashes).set(multipliers);
  memoryLongs(machine.SUMMANDS.value, hashes).set(summands);
  loaded = hashes;
}

/**
 * The MinHash signature of a text as datatrove's stage 1 computes it, number for number: bucket after bucket, each
 * number 0 to 2^61 - 2. Words are what white space separates after `simplifyText`, as with a tokenizer that says
 * `text.split()`; datatrove's own for a language may cut otherwise. Undefined for texts of fewer than five words, which
 * get no signature there either. Lone surrogates, which Python refuses, count as U+FFFD. Throws a RangeError for more
 * than 1024 hashes.
 */
export function datatroveSignature(text: string, config: DatatroveConfig): BigUint64Array | undefined {
  const hashes = config.buckets * config.hashesPerBucket;
  if (!(hashes > 0 && hashes <= machine.MOST_PERMUTATIONS.value))
    throw new RangeError(`no signature of ${hashes} hashes`);
  load(hashes);
  machine.startWords();
  machine.startMinima(hashes);
  let grams = 0;
  const done = inBlocks(text, simpleCut, (units) => {
    if (machine.pushWords(units) === 0) return false;
    const count = machine.hashWords();
    if (count < 0) return false;
    machine.permute(count, hashes);
    grams += count;
    return true;
  });
  if (!done) return plainDatatroveSignature(text, hashes);
  return grams === 0 ? undefined : memoryLongs(machine.MINIMA.value, hashes).slice();
}
