import { CANDIDATES, FRONT4, FRONT8, LEAST, MIXED, MOST_SLOTS, ORDER, POINTS } from "./layout";
import { SEEN, SEEN_SLOTS, STEP, TABLE } from "./layout";

// The least hashes of 5-grams, as ../src/shingles.ts and ../src/sketch.ts say it, in the order of the text. Those that may
// be among the least are gathered; where they are too many, a table says which are the least: it has slots for ascending
// hashes, each in its own slot or, where that is taken, among the next ones, so that all are in order (ordered hash
// tables; Amble and Knuth 1974) and nothing is left to sort.
const SHINGLE: u32 = 5;
const MOST: u32 = 2048;
/** A long text has more than 2048 hashes below this, by the number of its units, unless it repeats itself over and over. */
const EXPECTED: u32 = 6144;
const LEAST_SHARE: u32 = 8;
const EMPTY: u32 = 0xffff_ffff;

/** Where the hashes in the order of the text end. */
let orderEnd: u32 = ORDER;
/** A hash without so many of its low bits is the number of its slot. */
let shift: u32 = 0;
/** The largest hash that may still be among the least. */
let limit: u32 = EMPTY;
/** Whether the limit is one that was guessed. */
let guess: bool = false;

memory.fill(TABLE, 0xff, MOST_SLOTS * 8);
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

/**
 * Starts the sketch of a text of so many UTF-16 units. Which hashes may be among the least may be `guessed` from that.
 */
export function startSketch(units: u32, guessed: bool): void {
  limit = EMPTY;
  guess = guessed && units > EXPECTED;
  if (guess) limit = max(EMPTY / LEAST_SHARE, ((EXPECTED as u64) * EMPTY / units) as u32);
  spread();
  orderEnd = ORDER;
}

/** Spreads the hashes that may be among the least over all slots. */
function spread(): void {
  shift = max(0, 1 + (clz(MOST_SLOTS) as i32) - (clz(limit) as i32));
}

/** Puts the smaller one of what is at an address and `hash` there; returns the larger, or EMPTY if they are the same. */
@inline
function exchanged(at: u32, hash: u32): u32 {
  const here = load<u32>(at);
  store<u32>(at, min(here, hash));
  return here == hash ? EMPTY : max(here, hash);
}

/** Puts hashes that are not above the limit where they belong, and what was there behind them. */
function insert(from: u32, to: u32): void {
  for (let next = from; next < to; next += 4) {
    const hash = load<u32>(next);
    let at = TABLE + ((hash >> shift) << 2);
    // Nearly always it has an end here: no processor can guess where, so that it is as fast not to ask.
    let rest = exchanged(at + 4, exchanged(at, hash));
    while (rest != EMPTY) {
      at += 4;
      rest = exchanged(at + 4, rest);
    }
  }
}

/** Moves the least 2048 hashes of a table that has more to LEAST, and empties it. */
function drain(): void {
  const end = TABLE + MOST_SLOTS * 4;
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
  memory.fill(TABLE, 0xff, MOST_SLOTS * 4);
}

/** Takes out of the hashes in the order of the text what came before, and then all but the least 2048. */
function trim(): void {
  thin();
  if (orderEnd - ORDER <= MOST * 4) return;
  insert(ORDER, orderEnd);
  drain();
  limit = load<u32>(LEAST + (MOST - 1) * 4);
  spread();
  lower();
}

/** Takes what came before out of the hashes in the order of the text. */
function thin(): void {
  let size: u32 = 64;
  while (size < SEEN_SLOTS && size < orderEnd - ORDER) size <<= 1;
  memory.fill(SEEN, 0xff, size * 4);
  let largest: u32 = 0;
  let to = ORDER;
  for (let at = ORDER; at < orderEnd; at += 4) {
    const hash = load<u32>(at);
    let slot = SEEN + ((hash << 2) & (size * 4 - 1));
    let here = load<u32>(slot);
    while (here != hash && here != EMPTY) {
      slot += 4;
      if (slot == SEEN + size * 4) slot = SEEN;
      here = load<u32>(slot);
    }
    // Whether it came before no processor can guess, so that it is stored anyhow.
    let known = u32(here == hash);
    if (hash == EMPTY) {
      known = largest;
      largest = 1;
    }
    store<u32>(slot, hash);
    store<u32>(to, hash);
    to += (1 - known) * 4;
  }
  orderEnd = to;
}

/** Takes what is above the limit out of the hashes in the order of the text. */
function lower(): void {
  let to = ORDER;
  for (let at = ORDER; at < orderEnd; at += 16) {
    const lanes: u32 = orderEnd - at >= 16 ? 15 : (1 << ((orderEnd - at) >> 2)) - 1;
    to = compressed(v128.load(at), lanes, to);
  }
  orderEnd = to;
}

/** Leaves the sketch in ORDER. Returns how many hashes it has, or -1 if the guess was wrong: there are more. */
export function endSketch(): i32 {
  trim();
  const count = (orderEnd - ORDER) >> 2;
  return guess && count < MOST ? -1 : count;
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

/** Puts those of four hashes, of the lanes given, that are not above the limit at `to`; returns where they end. */
@inline
function compressed(four: v128, lanes: u32, to: u32): u32 {
  const low = i32x4.bitmask(i32x4.le_u(four, i32x4.splat(limit))) & lanes;
  v128.store(to, i8x16.swizzle(four, v128.load(FRONT4 + (low << 4))));
  return to + popcnt(low) * 4;
}

/** Puts those of four neighbouring hashes, of the lanes given, that may be among the least at `to`; returns where they end. */
@inline
function passed(window: u32, lanes: u32, to: u32): u32 {
  return compressed(hashes(MIXED + window * 4), lanes, to);
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
    if (orderEnd - ORDER > CANDIDATES * 4) trim();
    const stop = min(windows, start + STEP);
    let to = orderEnd;
    let window = start;
    for (; window + 4 <= stop; window += 4) to = passed(window, 15, to);
    if (window < stop) to = passed(window, (1 << (stop - window)) - 1, to);
    orderEnd = to;
  }
  const kept = min(count, SHINGLE - 1);
  memory.copy(POINTS, POINTS + (count - kept) * 4, kept * 4);
  return kept;
}

