import { ConfigError } from "@malmoi/core";
import { LanguageTag, SCRIPTS, type ScriptCode } from "@malmoi/schemas";
import { z } from "zod";
import type { LanguageModel, Section } from "./languageModel.ts";

const MAGIC = "malmoi language model 2\n";

const isScriptCode = (code: string): code is ScriptCode => code in SCRIPTS;

const SectionHeader = z.strictObject({
  script: z.string().refine(isScriptCode),
  labels: z.array(z.string()).min(2),
  buckets: z.int().positive(),
  scales: z.array(z.number()),
  calibration: z.strictObject({ scale: z.number().positive(), power: z.number(), biases: z.array(z.number()) }),
});
const Header = z.strictObject({
  sections: z.array(SectionHeader),
  leastScores: z.record(LanguageTag, z.number()),
});

/** A model as a file: a line that names the format, a line of JSON, then the sections' weights, a byte each. */
export function packModel({ sections, leastScores }: LanguageModel): Uint8Array {
  const header = {
    sections: sections.map(({ weights: _weights, scales, ...rest }) => ({ ...rest, scales: [...scales] })),
    leastScores,
  };
  const head = new TextEncoder().encode(`${MAGIC}${JSON.stringify(header)}\n`);
  return Buffer.concat([
    head,
    ...sections.map(({ weights }) => new Uint8Array(weights.buffer, weights.byteOffset, weights.length)),
  ]);
}

/** Reads what `packModel` wrote. Throws `ConfigError` LANGUAGE_MODEL_DAMAGED. */
export function unpackModel(bytes: Uint8Array): LanguageModel {
  const lineEnd = bytes.indexOf(0x0a, MAGIC.length);
  const head = new TextDecoder().decode(bytes.subarray(0, Math.max(0, lineEnd)));
  if (!head.startsWith(MAGIC)) throw damaged("it does not begin as a model does");
  const { sections: headers, leastScores } = Header.parse(JSON.parse(head.slice(MAGIC.length)));
  let at = lineEnd + 1;
  const sections = headers.map(({ script, scales, ...rest }): Section => {
    const length = rest.buckets * rest.labels.length;
    const weights = Int8Array.from(
      new Int8Array(bytes.buffer, bytes.byteOffset + at, Math.min(length, bytes.length - at)),
    );
    if (weights.length < length) throw damaged("it is cut off");
    at += length;
    if (!isScriptCode(script)) throw damaged(`it has a script ${String(script)}`);
    return { script, ...rest, scales: Float32Array.from(scales), weights };
  });
  return { sections, leastScores };
}

function damaged(why: string): ConfigError {
  return new ConfigError(`the language model is damaged: ${why}`, {
    code: "LANGUAGE_MODEL_DAMAGED",
    hint: "Install Malmoi again, or train it again with `malmoi train language`.",
  });
}
