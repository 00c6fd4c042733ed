import { unitReader } from "./codeUnits.ts";

const unitsOf = unitReader();

/**
 * Encodings in which UTF-8 is read by mistake, by their WHATWG names. Latin-1 counts as windows-1252, of which it is
 * the C1 controls that are read differently.
 */
const MISTAKEN = [
  "windows-1252",
  "windows-1256",
  "windows-1251",
  "windows-1255",
  "windows-1258",
  "windows-874",
  "macintosh",
];

/** A text may have been misread twice or more; each reading makes it about twice as long. */
const MOST_TIMES = 4;

/**
 * Bytes after the first of a sequence that must be seen on lines which decode wholly. By chance a letter and a sign may
 * look like a sequence ("CAFÉ»", "IRMÃ…"), but on real pages not four times without an accent that is none.
 */
const LEAST_EVIDENCE = 4;

/** What UTF-8 never decodes to in writing. */
const NO_WRITING = /[\p{Cn}\p{Cs}]|(?![\u00ad\u0080-\u009f])\p{Cc}/u;

type Encoding = ReadonlyMap<string, number>;

let encodings: readonly Encoding[] | undefined;

/** By UTF-16 unit: bit i if it is a byte of the encoding i that begins a sequence; that goes on with one. */
const begins = new Uint8Array(0x1_0000);
const goesOn = new Uint8Array(0x1_0000);

/** Encodings in which somewhere a byte that begins a sequence stands before one that goes on with it: bit i for the ith. */
function possibleEncodings(text: string): number {
  const units = unitsOf(text);
  let found = 0;
  let before = 0;
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? 0;
    found |= before & (goesOn[unit] ?? 0);
    before = begins[unit] ?? 0;
  }
  return found;
}

function encodingOf(name: string, index: number): Encoding {
  const bytes = new Map<string, number>();
  const decoder = new TextDecoder(name);
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    if (byte < 0xa0) bytes.set(String.fromCharCode(byte), byte);
  }
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    const character = decoder.decode(Uint8Array.of(byte));
    if (character !== "\ufffd") bytes.set(character, byte);
  }
  for (const [character, byte] of bytes) {
    const table = byte <= 0xbf ? goesOn : begins;
    const unit = character.charCodeAt(0);
    if (following(byte) > 0 || byte <= 0xbf) table[unit] = (table[unit] ?? 0) | (1 << index);
  }
  return bytes;
}

/** The bytes that follow a first byte; 0 if it is none. */
function following(first: number): number {
  if (first >= 0xc2 && first <= 0xdf) return 1;
  if (first >= 0xe0 && first <= 0xef) return 2;
  return first >= 0xf0 && first <= 0xf4 ? 3 : 0;
}

const strict = new TextDecoder("utf-8", { fatal: true });

/** The line decoded, if everything beyond ASCII is whole sequences of UTF-8; `evidence` are the bytes after the first ones. */
function decodeLine(line: string, bytes: Encoding): { text: string; evidence: number } | undefined {
  const read: number[] = [];
  let evidence = 0;
  let awaited = 0;
  for (const character of line) {
    const code = character.charCodeAt(0);
    const byte = code < 0x80 ? code : bytes.get(character);
    if (byte === undefined) return undefined;
    const follows = byte >= 0x80 && byte <= 0xbf;
    if (awaited > 0 !== follows) return undefined;
    if (follows) {
      awaited -= 1;
      evidence += 1;
    } else if (byte >= 0x80) {
      awaited = following(byte);
      if (awaited === 0) return undefined;
    }
    read.push(byte);
  }
  if (awaited > 0) return undefined;
  try {
    const text = strict.decode(Uint8Array.from(read));
    return NO_WRITING.test(text) ? undefined : { text, evidence };
  } catch {
    return undefined;
  }
}

const BEYOND_ASCII = /[^\0-\u007f]/u;

/** The text decoded once; undefined if it is not certain that it must be. */
function decoded(text: string, encoding: Encoding): string | undefined {
  let evidence = 0;
  let right = 0;
  let wrong = 0;
  const lines = text.split("\n").map((line) => {
    if (!BEYOND_ASCII.test(line)) return line;
    const found = decodeLine(line, encoding);
    if (found === undefined) {
      wrong += 1;
      return line;
    }
    right += 1;
    evidence += found.evidence;
    return found.text;
  });
  return evidence >= LEAST_EVIDENCE && right > 2 * wrong ? lines.join("\n") : undefined;
}

/**
 * UTF-8 that was read as a one-byte encoding ("quÃ© maÃ±ana", "à¸—à¸µà¹ˆ", "ط§ظ„ط³ظ„ط§ظ…") made readable again, if that
 * is certain: at least four bytes fit, and of the lines with letters beyond ASCII more than two thirds are UTF-8 from
 * end to end; lines that are not stay as they are. Text of which bytes are lost, and text of one one-byte encoding read
 * as another ("ÇáÓáÇã"), has no such proof and is left alone. Idempotent; linear.
 */
export function repairMojibake(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  encodings ??= MISTAKEN.map(encodingOf);
  let repaired = text;
  for (let time = 0; time < MOST_TIMES; time += 1) {
    const possible = possibleEncodings(repaired);
    let next: string | undefined;
    encodings.forEach((encoding, index) => {
      if (((possible >>> index) & 1) === 1) next ??= decoded(repaired, encoding);
    });
    if (next === undefined) return repaired;
    repaired = next;
  }
  return repaired;
}
