import { expect, test } from "vitest";
import { comparable } from "./comparable.ts";
import { mix32, murmur32 } from "./hash.ts";
import { decodeSignature, encodeSignature, HASHES, minhash } from "./minhash.ts";
import { shingles } from "./shingles.ts";
import { NOTHING, signatureOf } from "./signatureOf.ts";

test("the hash is MurmurHash3 x86 32", () => {
  // Published vectors: the four bytes 21 43 65 87 (little-endian 0x87654321), and the empty string.
  const word = Uint32Array.of(0x8765_4321);
  expect(murmur32(word, 0, 1, 0)).toBe(0xf55b_516b);
  expect(murmur32(word, 0, 1, 0x5082_edee)).toBe(0x2362_f9de);
  expect(murmur32(word, 0, 0, 1)).toBe(0x514e_28b7);
});

const of = (text: string) => shingles(comparable(text));

test("shingles are the different 5-grams, sorted", () => {
  expect(of("abcd")).toHaveLength(0);
  expect(of("abcde")).toHaveLength(1);
  expect(of("a".repeat(100))).toHaveLength(1);
  expect(of("abcdefabcdef")).toHaveLength(6);
  expect(of("abcdef")).toEqual(of("abcdef").toSorted());
});

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, index) => mix32(from + index));

test.each([0.1, 0.3, 0.5, 0.8, 0.95])("agreement estimates a Jaccard similarity of %d", (similarity) => {
  // Means of 30 pairs of sets of 1,000; the standard error of such a mean is below 0.01.
  const shared = Math.round((2000 * similarity) / (1 + similarity));
  let sum = 0;
  for (let pair = 0; pair < 30; pair += 1) {
    const base = pair * 10_000;
    const a = minhash(range(base, base + 1000));
    const b = minhash(range(base + 1000 - shared, base + 2000 - shared));
    sum += a?.filter((value, index) => value === b?.[index]).length ?? 0;
  }
  expect(Math.abs(sum / (30 * HASHES) - similarity)).toBeLessThan(0.035);
});

test("fewer than 20 shingles have no signature", () => {
  expect(minhash(range(0, 19))).toBeUndefined();
  expect(minhash(range(0, 20))).toHaveLength(HASHES);
});

test("signatures are the same for ever: a changed constant would split every corpus", () => {
  const { exact, chars, minhash: encoded } = signatureOf("Semua orang dilahirkan merdeka dan mempunyai martabat");
  expect(chars).toBe(47);
  expect(exact).toBe("f1cc5a0d2ee987986efc18efa7a85e04fd703340e6f331ad2b98ad54b1a6799e");
  expect(encoded?.slice(0, 32)).toBe("thiJA8FiYgx06bUGWGISAyMANAK3O1MA");
});

test("encoding is lossless, and refuses what is no signature", () => {
  const signature = minhash(range(0, 500)) ?? new Uint32Array();
  const target = new Uint32Array(2 * HASHES);
  expect(decodeSignature(encodeSignature(signature), target, HASHES)).toBe(true);
  expect(target.slice(HASHES)).toEqual(signature);
  expect(decodeSignature("AAAA", target, 0)).toBe(false);
});

const exact = (text: string) => signatureOf(text).exact;

test("a text is the same with other spacing, case, digits and punctuation, and not with another letter", () => {
  expect(exact("อาคาร ๑๒ ชั้น")).toBe(exact("อาคาร12ชั้น."));
  expect(exact("อาคาร")).not.toBe(exact("อาการ"));
  expect(exact("... \n -")).toBe(NOTHING);
  expect(signatureOf("\u{20000}".repeat(20_000)).chars).toBe(20_000);
});
