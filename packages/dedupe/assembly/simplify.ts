import { HASHES, INPUT, MOST_KEPT, POOL, SIMPLE, STARTS, WORDS } from "./layout";
import { xxhash64 } from "./xxhash64";

// Words of a block, simplified as ../src/datatrove/simplify.ts says it. An entry of the table, made by
// ../src/wasm/simples.ts: bits 0-23 up to three bytes, or where the bytes are in POOL; 24-25 how many; flags above.
/** White space or punctuation. */
export const BREAK: u32 = 1 << 26;
/** A break that is no part of a number or of a word at whose end sigma has another form: text may be cut before it. */
export const BREAK_CUT: u32 = 1 << 27;
export const DIGIT: u32 = 1 << 28;
/** May stand between the digits of one number. */
export const POINT: u32 = 1 << 29;
/** The bytes are in POOL; with no bytes there, only the plain reference knows. */
export const POOLED: u32 = 1 << 30;
export const SIMPLE_UNSEEN: u32 = 1 << 31;
const RARE: u32 = BREAK | DIGIT | POOLED | SIMPLE_UNSEEN;
const HARD_UNITS: u32 = 64;
const NGRAM: u32 = 5;

@external("host", "fillSimple")
declare function fillSimple(block: u32): void;
@external("host", "simplifySlow")
declare function simplifySlow(from: u32, to: u32, target: u32): i32;

/** Words in STARTS, the end of WORDS, and whether the last word is still open. */
let words: u32 = 0;
let byte: u32 = WORDS;
let open: bool = false;

export function startWords(): void {
  words = 0;
  byte = WORDS;
  open = false;
}

function entryAt(at: u32): u32 {
  const unit: u32 = load<u16>(at);
  const entry = load<u32>(SIMPLE + unit * 4);
  if (!(entry & SIMPLE_UNSEEN)) return entry;
  fillSimple(unit >> 8);
  return load<u32>(SIMPLE + unit * 4);
}

function afterDigits(at: u32, end: u32): u32 {
  while (at < end && entryAt(at) & DIGIT) at += 2;
  return at;
}

/** After the number that begins with the digit at `at`. */
function afterNumber(at: u32, end: u32): u32 {
  const whole = afterDigits(at, end);
  if (whole + 2 >= end || !(entryAt(whole) & POINT) || !(entryAt(whole + 2) & DIGIT)) return whole;
  return afterDigits(whole + 2, end);
}

/**
 * Adds the words of `length` units of INPUT to WORDS. The units are a whole text, or cut before a BREAK_CUT. Returns
 * false if there is no room for them.
 */
export function pushWords(length: u32): bool {
  const end = INPUT + length * 2;
  let at = INPUT;
  let cut = INPUT;
  let cutByte = byte;
  let cutWords = words;
  while (at < end) {
    const entry = load<u32>(SIMPLE + (load<u16>(at) as u32) * 4);
    if (entry & RARE) {
      if (entry & BREAK) {
        if (open) {
          store<u8>(byte, 0x20);
          byte += 1;
          open = false;
        }
        if (entry & BREAK_CUT) {
          cut = at;
          cutByte = byte;
          cutWords = words;
        }
        at += 2;
        continue;
      }
      if (entry & SIMPLE_UNSEEN) {
        entryAt(at);
        continue;
      }
      const source = POOL + (entry & 0xff_ffff) * 4;
      const size: u32 = entry & DIGIT ? 1 : load<u8>(source);
      if (size > 0) {
        if (!open) store<u32>(STARTS + words++ * 4, byte);
        open = true;
        if (entry & DIGIT) store<u8>(byte, 0x30);
        else memory.copy(byte, source + 1, size);
        byte += size;
        at = entry & DIGIT ? afterNumber(at, end) : at + 2;
        continue;
      }
      let to = min(end, at + 2 + HARD_UNITS * 2);
      while (to < end && !(entryAt(to) & BREAK_CUT)) to += 2;
      const written = simplifySlow((cut - INPUT) >> 1, (to - INPUT) >> 1, cutByte);
      if (written < 0) return false;
      words = cutWords;
      open = false;
      byte = cutByte + written;
      for (let each = cutByte; each < byte; each += 1) {
        const letter = load<u8>(each) != 0x20;
        if (letter && !open) store<u32>(STARTS + words++ * 4, each);
        open = letter;
      }
      at = to;
      continue;
    }
    const size = (entry >> 24) & 3;
    if (!open && size > 0) {
      store<u32>(STARTS + words++ * 4, byte);
      open = true;
    }
    store<u32>(byte, entry);
    byte += size;
    at += 2;
  }
  return true;
}

/**
 * Hashes the 5-grams of the words to HASHES and moves the last four words to the start. Returns how many there were, or
 * -1 if the last four are too long to be kept.
 */
export function hashWords(): i32 {
  const stop = open ? byte : byte - 1;
  const count: u32 = words < NGRAM ? 0 : words - NGRAM + 1;
  for (let gram: u32 = 0; gram < count; gram += 1) {
    const from = load<u32>(STARTS + gram * 4);
    const to = gram + NGRAM < words ? load<u32>(STARTS + (gram + NGRAM) * 4) - 1 : stop;
    store<u64>(HASHES + gram * 8, xxhash64(from, to - from));
  }
  const kept = min(words, NGRAM - 1);
  if (kept == 0) return count;
  const from = load<u32>(STARTS + (words - kept) * 4);
  const size = byte - from;
  if (size > MOST_KEPT) return -1;
  memory.copy(WORDS, from, size);
  for (let word: u32 = 0; word < kept; word += 1) {
    store<u32>(STARTS + word * 4, load<u32>(STARTS + (words - kept + word) * 4) - from + WORDS);
  }
  words = kept;
  byte = WORDS + size;
  return count;
}
