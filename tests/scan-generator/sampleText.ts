import { type Language, SCRIPTS } from "@malmoi/schemas";

/** A page of an ordinary book is two thousand letters; in Chinese and its like half of that. */
const LETTERS = 1_500;
const PARAGRAPH_LINES = 4;

/** Of a line, the share of letters that must be in the language's script: the rest is names and quotations. */
const OWN_LETTERS = 0.9;

/**
 * A page of text in a language from lines of sentences: the first lines that are mostly in its script and hold letters,
 * digits and punctuation only, in paragraphs of four. Emoji, symbols and letters of other scripts than Latin are no
 * test of this language's model. Empty if no line will do. Same lines, same text.
 */
export function sampleText(lines: readonly string[], language: Language): string {
  const scripts = SCRIPTS[language.script].unicode.map((name) => `\\p{Script=${name}}`).join("");
  const own = new RegExp(`[${scripts}]`, "gu");
  const allowed = new RegExp(
    `^[${scripts}\\p{Script=Latin}\\p{Script=Inherited}\\p{Nd}\\p{P}\\s\\u200B\\u200C]+$`,
    "u",
  );
  const chosen: string[] = [];
  let letters = 0;
  for (const line of lines) {
    const text = line.normalize("NFC").trim();
    const count = text.match(/\p{L}/gu)?.length ?? 0;
    const owned = text.match(own)?.length ?? 0;
    if (count < 10 || !allowed.test(text) || owned < OWN_LETTERS * count) continue;
    chosen.push(text);
    letters += text.length;
    if (letters >= LETTERS) break;
  }
  const paragraphs: string[] = [];
  for (let at = 0; at < chosen.length; at += PARAGRAPH_LINES) {
    paragraphs.push(chosen.slice(at, at + PARAGRAPH_LINES).join(language.spaces ? " " : "\n"));
  }
  return paragraphs.join("\n\n");
}
