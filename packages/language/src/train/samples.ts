import { noisy, withoutMarks } from "./noise.ts";

/** Shares of what is done to lines before they are learned from. */
const WHOLE = 0.35;
const NOISY = 0.35;
const UNMARKED = 0.07;
/** Most noise: one character in seven, about the worst that is still worth keeping. */
const MOST_NOISE = 0.15;
const SHORTEST = 20;
const LONGEST = 400;

/**
 * A piece of a line as identification will meet it: whole or cut to 20-270 characters, the short ones oftener, from the
 * start of a word; one in three as a recogniser reads it, a few without diacritics.
 */
export function sampleOf(line: string, random: () => number): string {
  const text = cut(line, random);
  const kind = random();
  if (kind < NOISY) return noisy(text, random() * MOST_NOISE, random);
  return kind < NOISY + UNMARKED ? withoutMarks(text) : text;
}

function cut(line: string, random: () => number): string {
  const length = SHORTEST + Math.floor(random() * random() * 250);
  if (line.length <= length || random() < WHOLE) return line.slice(0, LONGEST);
  const start = Math.floor(random() * (line.length - length));
  const space = line.indexOf(" ", start);
  const from = space >= 0 && space - start < SHORTEST ? space + 1 : start;
  return line.slice(from, from + length);
}

/**
 * No language, made of two lines of any: one misread beyond recognition, its letters shuffled, or letters of both mixed,
 * as when columns or a picture are read as lines.
 */
export function nonsenseOf(line: string, other: string, random: () => number): string {
  const text = cut(line, random);
  const kind = random();
  if (kind < 0.4) return noisy(text, 0.5 + random() * 0.5, random);
  const letters = Array.from(text);
  if (kind < 0.8) {
    shuffle(letters, random);
    return letters.join("");
  }
  const others = Array.from(other);
  return letters.map((letter, i) => (random() < 0.5 ? letter : (others[(i * 7) % others.length] ?? " "))).join("");
}

/** In place (Fisher and Yates). */
export function shuffle<Item>(items: Item[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [items[last], items[other]];
    if (a === undefined || b === undefined) continue;
    items[last] = b;
    items[other] = a;
  }
}
