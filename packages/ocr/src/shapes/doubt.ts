import type { Word } from "@malmoi/schemas";
import type { PageImage } from "../decode/pageImage.ts";
import type { WordInk } from "./lineInk.ts";

/** A word as it was read, and what it stands beside. */
export interface Reading {
  readonly word: Word;
  /** The word after it, in the next line too. */
  readonly next: Word | undefined;
  /** Whether it begins a line inside a sentence. */
  readonly goesOn: boolean;
}

/** What a word may have been printed as. */
export interface Doubt {
  readonly text: string;
  /** Whether the word's ink says so. */
  readonly proved: (ink: WordInk, image: PageImage) => boolean;
}
