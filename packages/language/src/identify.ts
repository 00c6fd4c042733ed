import { fromZawgyi, isZawgyi, repairMojibake } from "@malmoi/core";
import {
  closeTo,
  findLanguage,
  LANGUAGES,
  type Identification,
  type Language,
  type LanguageTag,
} from "@malmoi/schemas";
import { guess } from "./guess.ts";
import { countLetters, scriptsOf } from "./letters.ts";
import { longTail } from "./longTail.ts";
import type { Sections } from "./model/loadModel.ts";
import { folded } from "./model/words.ts";
import { FEWEST_LETTERS, pieces, type Piece } from "./pieces.ts";

export interface IdentifyOptions {
  /** What the institution says; wins only where the text leaves it open. */
  readonly declared?: LanguageTag | undefined;
  /** The languages to choose from, of which one must be right; all of `LANGUAGES` if absent, and `und`. */
  readonly candidates?: readonly LanguageTag[] | undefined;
  /** The package's own, if absent. */
  readonly model?: Sections | undefined;
}

/** Of longer texts (about 12,000 letters) an even sample of this many pieces is identified: shares are exact to 2 %. */
const MOST_PIECES = 60;

/** Below this a piece's best language, close varieties included, is as likely not the right one, and none is named. */
const LEAST_OF_PIECE = 0.45;

/** Below this share of a text's probability, and if it is the best of no piece, no language is that of the text. */
const LEAST_SCORE = 0.3;

/** All of a text's pieces, or an even sample of `MOST_PIECES` of them. */
export function samplePieces(all: readonly Piece[]): readonly Piece[] {
  if (all.length <= MOST_PIECES) return all;
  const step = all.length / MOST_PIECES;
  return Array.from({ length: MOST_PIECES }, (_, index) => all[Math.floor(index * step)]).filter(
    (piece) => piece !== undefined,
  );
}

/**
 * From this probability of no language on franc is not asked: it names a language for any letters. At least 98 of 100 texts
 * of random or shuffled letters lie above 0.99; of 24 languages that the model does not know, 21 lie below 0.96.
 */
const SURE_OF_NONSENSE = 0.99;

/** What Zawgyi was made to write. */
const ZAWGYI_LANGUAGE: LanguageTag = "mya_Mymr";

/** Shan, Mon and Karen look like Zawgyi to its detector, which knows Burmese only: from this score on they are what they seem. */
const SURE_OF_NEIGHBOUR = 0.8;

const IN_BURMESE_SCRIPT = /\p{Script=Myanmar}/u;

const round = (share: number): number => Math.round(share * 1e6) / 1e6;

const add = (to: Map<string, number>, tag: string, amount: number): unknown => to.set(tag, (to.get(tag) ?? 0) + amount);

/** Largest first; equals by name, so that nothing depends on the order of the text. */
function ranked(counts: ReadonlyMap<string, number>, total: number): { language: string; share: number }[] {
  return [...counts]
    .map(([language, count]) => ({ language, share: round(count / total) }))
    .toSorted((a, b) => b.share - a.share || (a.language < b.language ? -1 : 1));
}

/**
 * Which languages a text is in. It is cut into pieces of 100-300 letters; a piece's script leaves a few languages, among
 * which the model divides its probability (`guess`). The language with most of it, weighed by letters, is the text's,
 * and its share is the score; pieces in a script no candidate is written in, and nonsense, count in the denominator only,
 * so that a score never hides foreign text. UTF-8 that was misread counts as what it was. All numbers are 0-1, rounded to 6 digits. `und` with score 0 if nothing is
 * likely. Never throws.
 */
export function identify(written: string, options: IdentifyOptions = {}): Identification {
  const text = repairMojibake(written);
  const found = identifyUnicode(text, options);
  const neighbour = found.language !== ZAWGYI_LANGUAGE && found.score >= SURE_OF_NEIGHBOUR;
  if (!IN_BURMESE_SCRIPT.test(text) || neighbour || !isZawgyi(text)) return found;
  const converted = identifyUnicode(fromZawgyi(text), options);
  return converted.language === ZAWGYI_LANGUAGE ? { ...converted, encoding: "zawgyi" } : found;
}

function identifyUnicode(text: string, { declared, candidates, model }: IdentifyOptions): Identification {
  const forced = candidates !== undefined;
  const rows = forced ? LANGUAGES.filter(({ tag }) => candidates.includes(tag)) : LANGUAGES;
  const rowsIn = new Map<string, readonly Language[]>();
  const rowsOf = ({ scripts }: Piece): readonly Language[] => {
    const key = scripts.join();
    const known = rowsIn.get(key) ?? rows.filter(({ script }) => scripts.includes(script));
    rowsIn.set(key, known);
    return known;
  };
  const mass = new Map<string, number>();
  const votes = new Map<string, number>();
  let total = 0;
  // What the model was asked about, how sure it was of its best answers there, and that there were none.
  const asked = { letters: 0, confidence: 0, nonsense: 0 };
  for (const piece of samplePieces([...pieces(folded(text))].filter(({ letters }) => letters >= FEWEST_LETTERS))) {
    total += piece.letters;
    const found = guess(piece.text, rowsOf(piece), { declared, forced, model });
    if (found === undefined) continue;
    let [winner, most] = ["", 0];
    let some = 0;
    for (const [tag, probability] of found.probabilities) {
      some += probability;
      add(mass, tag, piece.letters * probability);
      if (probability > most) [winner, most] = [tag, probability];
    }
    // Close varieties that share a piece among them are no doubt about its language.
    const close = closeTo(winner).reduce((sum, tag) => sum + (found.probabilities.get(tag) ?? 0), most);
    if (found.decidedBy === "model") {
      asked.letters += piece.letters;
      asked.confidence += piece.letters * Math.max(0, ...found.probabilities.values());
      asked.nonsense += piece.letters * (1 - some);
    }
    if (winner !== "" && close >= LEAST_OF_PIECE) add(votes, winner, piece.letters);
  }
  const [first, second] = ranked(mass, total);
  const sure = first !== undefined && first.share >= LEAST_SCORE && votes.has(first.language);
  const known: Identification = {
    language: sure ? first.language : "und",
    script: scriptOf(text, sure ? first.language : undefined),
    score: sure ? first.share : 0,
    margin: sure ? round(first.share - (second?.share ?? 0)) : 0,
    decidedBy: asked.letters > 0 ? "model" : "script",
    near: sure ? closeTo(first.language) : [],
    encoding: "unicode",
    languages: ranked(votes, total).filter(({ share }) => share >= 0.01),
  };
  // Where the script alone decided, there is nothing to doubt.
  if (forced || total === 0 || (sure && asked.letters * 2 < total)) return known;
  if (asked.letters * 2 >= total && asked.nonsense >= SURE_OF_NONSENSE * asked.letters) return known;
  return longTail(text, known, asked.confidence / Math.max(1, asked.letters)) ?? known;
}

/** The script with most letters. Where several share their letters (Hans, Hant), the winner's. */
function scriptOf(text: string, winner: string | undefined): string {
  const counts = countLetters(text);
  if (counts.total === 0) return "Zyyy";
  const scripts = scriptsOf(counts);
  const own = winner === undefined ? undefined : findLanguage(winner)?.script;
  return scripts.find((script) => script === own) ?? scripts[0] ?? "Zzzz";
}
