const MASK = (1n << 64n) - 1n;
const PRIME1 = 0x9e37_79b1_85eb_ca87n;
const PRIME2 = 0xc2b2_ae3d_27d4_eb4fn;
const PRIME3 = 0x1656_67b1_9e37_79f9n;
const PRIME4 = 0x85eb_ca77_c2b2_ae63n;
const PRIME5 = 0x27d4_eb2f_1656_67c5n;

const times = (a: bigint, b: bigint): bigint => (a * b) & MASK;
const plus = (a: bigint, b: bigint): bigint => (a + b) & MASK;
const turned = (value: bigint, left: bigint): bigint => ((value << left) | (value >> (64n - left))) & MASK;
const round = (lane: bigint, input: bigint): bigint => times(turned(plus(lane, times(input, PRIME2)), 31n), PRIME1);

/**
 * XXH64 with seed 0 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), as the specification says it: the
 * reference for the module's.
 */
export function xxhash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash = PRIME5;
  if (bytes.length >= 32) {
    let lanes = [plus(PRIME1, PRIME2), PRIME2, 0n, MASK + 1n - PRIME1];
    for (; at + 32 <= bytes.length; at += 32) {
      const stripe = at;
      lanes = lanes.map((lane, index) => round(lane, view.getBigUint64(stripe + index * 8, true)));
    }
    const turns = [1n, 7n, 12n, 18n];
    hash = lanes.reduce((sum, lane, index) => plus(sum, turned(lane, turns[index] ?? 0n)), 0n);
    for (const lane of lanes) hash = plus(times(hash ^ round(0n, lane), PRIME1), PRIME4);
  }
  hash = plus(hash, BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8) {
    hash = plus(times(turned(hash ^ round(0n, view.getBigUint64(at, true)), 27n), PRIME1), PRIME4);
  }
  if (at + 4 <= bytes.length) {
    hash = plus(times(turned(hash ^ times(BigInt(view.getUint32(at, true)), PRIME1), 23n), PRIME2), PRIME3);
    at += 4;
  }
  for (; at < bytes.length; at += 1) {
    hash = times(turned(hash ^ times(BigInt(view.getUint8(at)), PRIME5), 11n), PRIME1);
  }
  hash = times(hash ^ (hash >> 33n), PRIME2);
  hash = times(hash ^ (hash >> 29n), PRIME3);
  return hash ^ (hash >> 32n);
}
