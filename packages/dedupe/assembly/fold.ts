import { FOLDS, FRONT8, INPUT, PAIRS, POINTS, UTF8 } from "./layout";

// The comparable text of a block, as ../src/comparable.ts says it. An entry of the table, made by ../src/wasm/folds.ts:
// bits 0-15 the code point, 16-23 flags, 24-31 the canonical order of a mark (0 for what is none), 32-55 the point in
// UTF-8 (of a pair: the second point), 56-63 how many bytes.
/** There is a code point. */
export const KEPT: u32 = 1 << 16;
/** Counts as a combining mark. */
export const MARK: u32 = 1 << 17;
/** No neighbour matters to it, nor it to them: text may be cut before it. */
export const CUT: u32 = 1 << 18;
/** Not asked yet. */
export const UNSEEN: u32 = 1 << 19;
/** May melt with the letter before. */
export const MELTS: u32 = 1 << 20;
/** Becomes two code points. */
export const PAIR: u32 = 1 << 21;
/** Only the plain reference knows. */
export const HARD: u32 = 1 << 22;
const RARE: u32 = UNSEEN | MELTS | PAIR | HARD;

/** Marks in a row left to this fast way; capMarks begins to matter at 31, of which a unit may become two. */
const MOST_MARKS: u32 = 15;
/** Units given to the reference at once, so that text full of hard characters pays the way there seldom. */
const HARD_UNITS: u32 = 64;

@external("host", "fillFolds")
declare function fillFolds(block: u32): void;
@external("host", "melt")
declare function melt(letter: u32, mark: u32): u32;
@external("host", "foldSlow")
declare function foldSlow(from: u32, to: u32, target: u32): i32;

/** Bytes of the UTF-8 of the last `fold`. */
export let utf8Length: u32 = 0;

/** The entry of the unit at an address. */
function entryAt(at: u32): u64 {
  const unit: u32 = load<u16>(at);
  const entry = load<u64>(FOLDS + unit * 8);
  if (!((entry as u32) & UNSEEN)) return entry;
  fillFolds(unit >> 8);
  return load<u64>(FOLDS + unit * 8);
}

/** Whether the mark at an address melts with the letter before it, as far as the letter can be found. */
function melts(at: u32): bool {
  let before = at;
  do {
    if (before == INPUT) return true;
    before -= 2;
  } while ((entryAt(before) as u32) >> 24);
  const letter: u32 = load<u16>(before);
  const mark: u32 = load<u16>(at);
  const key = (letter << 16) | mark;
  const slot = PAIRS + (((letter * 31 + mark * 17) & 4095) << 3);
  const known = load<u64>(slot);
  // The answer and a bit that says that there is one, above the key.
  if (known >> 33 && (known as u32) == key) return ((known >> 32) & 1) != 0;
  const answer = melt(letter, mark);
  store<u64>(slot, ((2 as u64) << 32) | ((answer as u64) << 32) | key);
  return answer != 0;
}

/** Writes a code point as UTF-8; returns where the next one goes. */
function writeUtf8(point: u32, at: u32): u32 {
  if (point < 0x80) {
    store<u8>(at, point);
    return at + 1;
  }
  if (point < 0x800) {
    store<u8>(at, 0xc0 | (point >> 6));
    store<u8>(at + 1, 0x80 | (point & 63));
    return at + 2;
  }
  if (point < 0x1_0000) {
    store<u8>(at, 0xe0 | (point >> 12));
    store<u8>(at + 1, 0x80 | ((point >> 6) & 63));
    store<u8>(at + 2, 0x80 | (point & 63));
    return at + 3;
  }
  store<u8>(at, 0xf0 | (point >> 18));
  store<u8>(at + 1, 0x80 | ((point >> 12) & 63));
  store<u8>(at + 2, 0x80 | ((point >> 6) & 63));
  store<u8>(at + 3, 0x80 | (point & 63));
  return at + 4;
}

/** Whether the lanes, of 16 bits, are at least `from` and less than `from + count`. */
@inline
function within(lanes: v128, from: i16, count: i16): v128 {
  return i16x8.lt_u(i16x8.sub(lanes, i16x8.splat(from)), i16x8.splat(count));
}

/**
 * Writes the comparable text of `length` units of INPUT to POINTS, after `carried` points, and to UTF8. The units are a
 * whole text, or cut before a CUT. Returns how many points are there now, or -1 if there is no room for them.
 */
export function fold(length: u32, carried: u32): i32 {
  const end = INPUT + length * 2;
  let point = POINTS + carried * 4;
  let byte = UTF8;
  let order: u32 = 0;
  let marks: u32 = 0;
  let at = INPUT;
  // Up to here units are looked at one by one.
  let single = INPUT;
  while (at < end) {
    if (at >= single) {
      single = min(end, at + 16);
      if (at + 16 > end) continue;
      // Eight units of ASCII at once: letters small, digits as they are, nothing else.
      const units = v128.load(at);
      if (!v128.any_true(v128.and(units, i16x8.splat(-128)))) {
        const small = v128.or(units, v128.and(within(units, 0x41, 26), i16x8.splat(0x20)));
        const kept = i16x8.bitmask(v128.or(within(small, 0x61, 26), within(small, 0x30, 10)));
        const front = i8x16.swizzle(small, v128.load(FRONT8 + (kept << 4)));
        v128.store(point, i32x4.extend_low_i16x8_u(front));
        v128.store(point, i32x4.extend_high_i16x8_u(front), 16);
        v128.store(byte, i8x16.narrow_i16x8_u(front, front));
        const count = popcnt(kept);
        point += count * 4;
        byte += count;
        order = 0;
        marks = 0;
        at += 16;
      }
      continue;
    }
    const entry = load<u64>(FOLDS + (load<u16>(at) as u32) * 8);
    const low = entry as u32;
    const mine = low >> 24;
    const run = (marks + 1) & (0 - ((low >> 17) & 1));
    if ((low & RARE) | u32((mine != 0) & (mine < order)) | u32(run > MOST_MARKS)) {
      if (low & UNSEEN) {
        entryAt(at);
        continue;
      }
      const fits = mine == 0 || mine >= order;
      if (low & PAIR) {
        store<u32>(point, low & 0xffff);
        const second = ((entry >> 32) as u32) & 0xffff;
        store<u32>(point + 4, second);
        point += 8;
        byte = writeUtf8(second, writeUtf8(low & 0xffff, byte));
        order = 0;
        marks = 0;
        at += 2;
        continue;
      }
      if (low & HARD || !fits || run > MOST_MARKS || melts(at)) {
        let from = at;
        while (from > INPUT) {
          from -= 2;
          const back = entryAt(from);
          point -= (back as u32) & PAIR ? 8 : ((back as u32) >> 14) & 4;
          byte -= (back >> 56) as u32;
          if ((back as u32) & CUT) break;
        }
        let to = min(end, at + 2 + HARD_UNITS * 2);
        while (to < end && !((entryAt(to) as u32) & CUT)) to += 2;
        const count = foldSlow((from - INPUT) >> 1, (to - INPUT) >> 1, point);
        // There is room for two points a unit, of what is done and of what is to come.
        if (count < 0) return -1;
        const stop = point + count * 4;
        for (; point < stop; point += 4) byte = writeUtf8(load<u32>(point), byte);
        order = 0;
        marks = 0;
        at = to;
        continue;
      }
    }
    store<u32>(point, low & 0xffff);
    store<u32>(byte, (entry >> 32) as u32);
    point += (low >> 14) & 4;
    byte += (entry >> 56) as u32;
    order = mine;
    marks = run;
    at += 2;
  }
  utf8Length = byte - UTF8;
  return (point - POINTS) >> 2;
}
