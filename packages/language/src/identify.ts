import { findLanguage, LANGUAGES, type Identification, type Language, type LanguageTag } from "@malmoi/schemas";
import { choose } from "./choose.ts";
import { countLetters, scriptsOf } from "./letters.ts";
import { FEWEST_LETTERS, pieces, type Piece } from "./pieces.ts";

export interface IdentifyOptions {
  /** What the institution says; wins only where the text leaves it open. */
  readonly declared?: LanguageTag | undefined;
  /** The languages to choose from; all of `LANGUAGES` if absent. */
  readonly candidates?: readonly LanguageTag[] | undefined;
}

/** Of longer texts (about 400,000 letters) an even sample of this many pieces is identified. */
const MOST_PIECES = 2000;

function sample(all: readonly Piece[]): readonly Piece[] {
  if (all.length <= MOST_PIECES) return all;
  const step = all.length / MOST_PIECES;
  return Array.from({ length: MOST_PIECES }, (_, index) => all[Math.floor(index * step)]).filter(
    (piece) => piece !== undefined,
  );
}

const round = (share: number): number => Math.round(share * 1e6) / 1e6;

/**
 * Which languages a text is in. It is cut into pieces of 100-300 letters; a piece's script leaves a few languages, of
 * which one is chosen; pieces vote with their letters. Pieces in a script no candidate is written in count in the
 * denominator only, so that shares never hide foreign text. `score` and shares are 0-1, rounded to 6 digits. `und`
 * with score 0 if no piece could be told. Never throws.
 */
export function identify(text: string, { declared, candidates }: IdentifyOptions = {}): Identification {
  const rows = candidates === undefined ? LANGUAGES : LANGUAGES.filter(({ tag }) => candidates.includes(tag));
  const votes = new Map<string, number>();
  let total = 0;
  for (const piece of sample([...pieces(text)].filter(({ letters }) => letters >= FEWEST_LETTERS))) {
    total += piece.letters;
    const language = choose(piece.text, rowsOf(piece, rows), declared);
    if (language !== undefined) votes.set(language, (votes.get(language) ?? 0) + piece.letters);
  }
  const shares = [...votes]
    .map(([language, letters]) => ({ language, share: round(letters / total) }))
    .toSorted((a, b) => b.share - a.share || (a.language < b.language ? -1 : 1));
  const [winner] = shares;
  return {
    language: winner?.language ?? "und",
    script: scriptOf(text, winner?.language),
    score: winner?.share ?? 0,
    languages: shares.filter(({ share }) => share >= 0.01),
  };
}

function rowsOf(piece: Piece, rows: readonly Language[]): readonly Language[] {
  return rows.filter(({ script }) => piece.scripts.includes(script));
}

/** The script with most letters. Where several share their letters (Hans, Hant), the winner's. */
function scriptOf(text: string, winner: string | undefined): string {
  const counts = countLetters(text);
  if (counts.total === 0) return "Zyyy";
  const scripts = scriptsOf(counts);
  const own = winner === undefined ? undefined : findLanguage(winner)?.script;
  return scripts.find((script) => script === own) ?? scripts[0] ?? "Zzzz";
}
