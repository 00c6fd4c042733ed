import { sha256 } from "@malmoi/core";
import { comparable } from "./comparable.ts";
import { shingles } from "./shingles.ts";
import { encodeSketch, sketchOf } from "./sketch.ts";

/** What of a text is compared with others. */
export interface TextSignature {
  /** SHA-256 of the comparable text, in UTF-8. */
  readonly exact: string;
  /** Code points of the comparable text. */
  readonly chars: number;
  /** Null for texts too short to be compared but exactly. */
  readonly sketch: string | null;
}

/** `exact` of texts without letters or digits. These say nothing, and are nobody's duplicates. */
export const NOTHING = sha256("");

function toText(points: Uint32Array): string {
  const parts: string[] = [];
  // String.fromCodePoint takes its code points as arguments, of which the stack holds only so many.
  for (let at = 0; at < points.length; at += 8192) parts.push(String.fromCodePoint(...points.subarray(at, at + 8192)));
  return parts.join("");
}

/** The signature of a text. Deterministic; never throws. */
export function signatureOf(text: string): TextSignature {
  const points = comparable(text);
  const sketch = sketchOf(shingles(points));
  return {
    exact: sha256(toText(points)),
    chars: points.length,
    sketch: sketch === undefined ? null : encodeSketch(sketch),
  };
}
