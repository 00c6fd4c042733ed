// Where what lies in the memory of the module, in bytes. What is exported is read by ../src/wasm/machine.ts. All of it
// stays in the second-level cache of a processor, which is why texts come in blocks. Below 64 kB is the compiler's.

/** Most UTF-16 units of a block of text. */
export const BLOCK: u32 = 16384;
/** The block. */
export const INPUT: u32 = 0x1_0000;

/** What becomes of each UTF-16 unit in own mode, eight bytes each (see fold.ts), and in compatible mode, four. */
export const FOLDS: u32 = INPUT + BLOCK * 2;
export const SIMPLE: u32 = FOLDS + 0x1_0000 * 8;
/** Bytes of units that become more than three: a length, then the bytes, 12 in all. */
export const POOL: u32 = SIMPLE + 0x1_0000 * 4;
/** Pairs of a letter and a mark, and whether they become one letter. */
export const PAIRS: u32 = POOL + 0x1_0000 * 4;

/** Code points of the comparable text, after the last four of the block before; at most two for a unit. */
export const POINTS: u32 = PAIRS + 4096 * 8;
/** As many numbers again: the points, mixed. The last vectors read beyond the end. */
export const MIXED: u32 = POINTS + BLOCK * 2 * 4 + 64;
/** The comparable text in UTF-8. */
export const UTF8: u32 = MIXED + BLOCK * 2 * 4 + 64;
/** Hashes that may be among the least: slots, and as many as there are hashes beyond the last slot. */
export const MOST_SLOTS: u32 = 8192;
export const TABLE: u32 = UTF8 + BLOCK * 2 * 4 + 64;
/** The least hashes, ascending, and room for all that are in the table. */
export const LEAST: u32 = TABLE + MOST_SLOTS * 8;
/** For each set of lanes of a vector, which bytes bring them to its front: of eight lanes, and of four. */
export const FRONT8: u32 = LEAST + MOST_SLOTS * 4 + 64;
export const FRONT4: u32 = FRONT8 + 256 * 16;
/** Windows that are hashed at a time. */
export const STEP: u32 = 2048;
/** With more hashes than these, the same one perhaps again and again, all but the least 2048 are thrown out. */
export const CANDIDATES: u32 = 4096;
/** Those that may be among the least, in the order of the text; and slots for telling which of them were met before. */
export const ORDER: u32 = FRONT4 + 16 * 16;
export const SEEN_SLOTS: u32 = 16384;
export const SEEN: u32 = ORDER + (CANDIDATES + STEP) * 4 + 64;

/** Most bytes of the last four words, kept for the n-grams of the next block. */
export const MOST_KEPT: u32 = 0x1_0000;
/** Simplified words with a space between them; a unit becomes nine bytes at most. */
export const WORDS: u32 = SEEN + SEEN_SLOTS * 4;
/** Where each word starts. */
export const STARTS: u32 = WORDS + MOST_KEPT + BLOCK * 9 + 64;
/** Hashes of the n-grams. */
export const HASHES: u32 = STARTS + BLOCK * 4 + 64;
/** Multipliers, summands and least values of the permutations. */
export const MOST_PERMUTATIONS: u32 = 1024;
export const MULTIPLIERS: u32 = HASHES + BLOCK * 8 + 64;
export const SUMMANDS: u32 = MULTIPLIERS + MOST_PERMUTATIONS * 8;
export const MINIMA: u32 = SUMMANDS + MOST_PERMUTATIONS * 8;
export const END: u32 = MINIMA + MOST_PERMUTATIONS * 8;
