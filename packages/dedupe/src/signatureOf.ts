import { createHash } from "node:crypto";
import { sha256 } from "@malmoi/core";
import { comparable } from "./comparable.ts";
import { shingles } from "./shingles.ts";
import { encodeSketch, FEWEST_SHINGLES, sketchOf } from "./sketch.ts";
import { foldCut, inBlocks, machine, memoryBytes } from "./wasm/machine.ts";

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
  for (let start = 0; start < points.length; start += 8192) {
    parts.push(String.fromCodePoint(...points.subarray(start, start + 8192)));
  }
  return parts.join("");
}

/** The signature of a text, step by step: what `signatureOf` must give. */
export function plainSignatureOf(text: string): TextSignature {
  const points = comparable(text);
  const sketch = sketchOf(shingles(points));
  return {
    exact: sha256(toText(points)),
    chars: points.length,
    sketch: sketch === undefined ? null : encodeSketch(sketch),
  };
}

/** The signature of a text. Deterministic; never throws. */
export function signatureOf(text: string): TextSignature {
  return moduleSignature(text, true) ?? plainSignatureOf(text);
}

/** Undefined for texts that only the reference can do. With a guess it is faster, unless the guess was wrong. */
function moduleSignature(text: string, guessed: boolean): TextSignature | undefined {
  const hash = createHash("sha256");
  let carried = 0;
  let chars = 0;
  machine.startSketch(text.length, guessed ? 1 : 0);
  const done = inBlocks(text, foldCut, (units) => {
    const points = machine.fold(units, carried);
    if (points < 0) return false;
    hash.update(memoryBytes(machine.UTF8.value, machine.utf8Length.value));
    chars += points - carried;
    carried = machine.pushShingles(points);
    return true;
  });
  if (!done) return undefined;
  const length = machine.endSketch();
  if (length < 0) return moduleSignature(text, false);
  return {
    exact: hash.digest("hex"),
    chars,
    sketch: length < FEWEST_SHINGLES ? null : memoryBytes(machine.ORDER.value, length * 4).toString("base64"),
  };
}
