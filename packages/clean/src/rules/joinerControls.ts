/** Marks, embeddings, overrides and isolates of UAX #9: they steer display; text is stored in logical order. */
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text without the invisible controls of direction. Idempotent. */
export function dropDirections(text: string): string {
  return text.replaceAll(DIRECTIONS, "");
}

/** Before a mark it stays whatever stands before it: without it the mark could make one letter with that. */
const IDLE = /\u200c(?![\p{L}\p{M}])|(?<![\p{L}\p{M}])\u200c(?=\p{L})/gu;

/** ZWNJ where it spells words (Persian, Kurdish): once, and between letters; elsewhere it is typists' debris. Idempotent. */
export function dropIdleNonJoiners(text: string): string {
  return text.replaceAll(/\u200c{2,}/gu, "\u200c").replaceAll(IDLE, "");
}
