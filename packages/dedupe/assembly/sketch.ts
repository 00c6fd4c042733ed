import { FRONT4, FRONT8, LEAST, MIXED, MOST_SLOTS, POINTS, TABLE } from "./layout";

// The least hashes of 5-grams, as ../src/shingles.ts and ../src/sketch.ts say it. They lie in a table with slots for
// ascending hashes: each in its own slot or, where that is taken, among the next ones, so that all are in order (ordered
// hash tables; Amble and Knuth 1974). Every hash is looked at once, and nothing is left to sort.
const SHINGLE: u32 = 5;
const MOST: u32 = 2048;
/** With more hashes than these, all but the least 2048 are thrown out. */
const CANDIDATES: u32 = 4096;
/** Windows between two looks at how many there are: the table has room for so many more. */
const STEP: u32 = 2048;
const EMPTY: u32 = 0xffff_ffff;

let candidates: u32 = 0;
/** Slots in use, a power of two. */
let slots: u32 = MOST_SLOTS;
/** A hash without so many of its low bits is the number of its slot. */
let shift: u32 = 0;
/** The largest hash that may still be among the least. */
let limit: u32 = EMPTY;
/** Whether the hash was met that means an empty slot. */
let largestMet: bool = false;
let clean: bool = false;

fronts(FRONT8, 8);
fronts(FRONT4, 4);

/** For each set of lanes of a vector, the bytes that bring them to its front. */
function fronts(table: u32, lanes: u32): void {
  const size = 16 / lanes;
  for (let set: u32 = 0; set < (1 as u32) << lanes; set += 1) {
    let to = table + set * 16;
    for (let byte: u32 = 0; byte < 16; byte += 1) if ((set >> (byte / size)) & 1) store<u8>(to++, byte);
  }
}

/** Starts the sketch of a text of so many UTF-16 units. */
export function startSketch(units: u32): void {
  if (!clean) memory.fill(TABLE, 0xff, MOST_SLOTS * 8);
  clean = false;
  slots = MOST_SLOTS;
  while (slots > 64 && slots >= units * 8) slots >>= 1;
  shift = clz(slots) + 1;
  limit = EMPTY;
  candidates = 0;
  largestMet = false;
}

/** Puts a hash where it belongs. Returns 1, or 0 if it was there. */
@inline
function inserted(hash: u32): u32 {
  if (hash > limit) return 0;
  let at = TABLE + ((hash >> shift) << 2);
  let here = load<u32>(at);
  while (here < hash) {
    at += 4;
    here = load<u32>(at);
  }
  if (here == hash) {
    if (hash == EMPTY) largestMet = true;
    return 0;
  }
  store<u32>(at, hash);
  while (here != EMPTY) {
    at += 4;
    const next = load<u32>(at);
    store<u32>(at, here);
    here = next;
  }
  return 1;
}

/** Moves the least 2048 hashes of the table to LEAST, and empties it. Returns how many they are. */
function drained(): u32 {
  const end = TABLE + slots * 4;
  let to = LEAST;
  let at = TABLE;
  for (; at < end && to < LEAST + MOST * 4; at += 16) {
    const four = v128.load(at);
    const taken = i32x4.bitmask(i32x4.ne(four, i32x4.splat(EMPTY)));
    v128.store(to, i8x16.swizzle(four, v128.load(FRONT4 + (taken << 4))));
    to += popcnt(taken) * 4;
  }
  at = end;
  for (let hash = load<u32>(at); hash != EMPTY; hash = load<u32>(at)) {
    store<u32>(to, hash);
    store<u32>(at, EMPTY);
    if (to < LEAST + MOST * 4) to += 4;
    at += 4;
  }
  memory.fill(TABLE, 0xff, slots * 4);
  return min(MOST, (to - LEAST) >> 2);
}

/** Throws out all but the least 2048 hashes, and spreads these over all slots. */
function trim(): void {
  candidates = drained();
  limit = load<u32>(LEAST + (MOST - 1) * 4);
  shift = max(0, 1 + (clz(slots) as i32) - (clz(limit) as i32));
  for (let at = LEAST; at < LEAST + MOST * 4; at += 4) inserted(load<u32>(at));
  // It is there: another of its kind would change nothing.
  limit -= 1;
}

/** Leaves the sketch in LEAST. Returns how many hashes it has. */
export function endSketch(): u32 {
  let count = drained();
  clean = true;
  if (largestMet && count < MOST) store<u32>(LEAST + count++ * 4, EMPTY);
  return count;
}

@inline
function rotated(value: v128, left: i32): v128 {
  return v128.or(i32x4.shl(value, left), i32x4.shr_u(value, 32 - left));
}

@inline
function mixedIn(hash: v128, at: u32): v128 {
  const turned = rotated(v128.xor(hash, v128.load(at)), 13);
  return i32x4.add(i32x4.add(turned, i32x4.shl(turned, 2)), i32x4.splat(0xe654_6b64));
}

/** MurmurHash3 (x86, 32 bit, seed 0) of four neighbouring 5-grams, of points mixed before. */
@inline
function hashes(at: u32): v128 {
  let hash = i32x4.splat(0);
  hash = mixedIn(hash, at);
  hash = mixedIn(hash, at + 4);
  hash = mixedIn(hash, at + 8);
  hash = mixedIn(hash, at + 12);
  hash = mixedIn(hash, at + 16);
  hash = v128.xor(hash, i32x4.splat(SHINGLE * 4));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 16)), i32x4.splat(0x85eb_ca6b));
  hash = i32x4.mul(v128.xor(hash, i32x4.shr_u(hash, 13)), i32x4.splat(0xc2b2_ae35));
  return v128.xor(hash, i32x4.shr_u(hash, 16));
}

/**
 * Takes the 5-grams of `count` points of POINTS into the sketch, and moves the last four to the start. Returns how many
 * stay there.
 */
export function pushShingles(count: u32): u32 {
  for (let at: u32 = 0; at < count * 4; at += 16) {
    const mixed = rotated(i32x4.mul(v128.load(POINTS + at), i32x4.splat(0xcc9e_2d51)), 15);
    v128.store(MIXED + at, i32x4.mul(mixed, i32x4.splat(0x1b87_3593)));
  }
  const windows: u32 = count < SHINGLE ? 0 : count - SHINGLE + 1;
  for (let start: u32 = 0; start < windows; start += STEP) {
    if (candidates > CANDIDATES) trim();
    const stop = min(windows, start + STEP);
    let added: u32 = 0;
    let window = start;
    for (; window + 4 <= stop; window += 4) {
      const four = hashes(MIXED + window * 4);
      if (!v128.any_true(i32x4.le_u(four, i32x4.splat(limit)))) continue;
      added += inserted(i32x4.extract_lane(four, 0));
      added += inserted(i32x4.extract_lane(four, 1));
      added += inserted(i32x4.extract_lane(four, 2));
      added += inserted(i32x4.extract_lane(four, 3));
    }
    if (window < stop) {
      const four = hashes(MIXED + window * 4);
      added += inserted(i32x4.extract_lane(four, 0));
      if (window + 1 < stop) added += inserted(i32x4.extract_lane(four, 1));
      if (window + 2 < stop) added += inserted(i32x4.extract_lane(four, 2));
    }
    candidates += added;
  }
  const kept = min(count, SHINGLE - 1);
  memory.copy(POINTS, POINTS + (count - kept) * 4, kept * 4);
  return kept;
}

