import { ConfigError } from "@malmoi/core";
import { LanguageTag } from "@malmoi/schemas";
import { z } from "zod";
import { type CharacterModel, HASH_BITS } from "./characterModel.ts";

const MAGIC = "malmoi character model 1\n";

const Header = z.array(
  z.strictObject({
    language: LanguageTag,
    singles: z.string(),
    /** How many sequences are known, and how many bytes they take. */
    entries: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    calibration: z.strictObject({
      bits: z.array(z.number()),
      odd: z.array(z.number()),
      debris: z.number(),
      mixed: z.number(),
      impossible: z.number(),
    }),
  }),
);
type Header = z.infer<typeof Header>;

/** Distances between known places as variable-length numbers, 7 bits a byte, then levels, two a byte. */
function pack(levels: Uint8Array): { readonly bytes: Uint8Array; readonly entries: number } {
  const distances: number[] = [];
  const found: number[] = [];
  let last = -1;
  levels.forEach((level, place) => {
    if (level === 0) return;
    let distance = place - last - 1;
    last = place;
    for (; distance > 127; distance >>>= 7) distances.push((distance & 127) | 128);
    distances.push(distance);
    found.push(level);
  });
  const halves = Array.from({ length: Math.ceil(found.length / 2) }, (_, pair) => {
    return ((found[pair * 2] ?? 0) << 4) | (found[pair * 2 + 1] ?? 0);
  });
  return { bytes: Uint8Array.from([...distances, ...halves]), entries: found.length };
}

function unpack(bytes: Uint8Array, entries: number): Uint8Array {
  const levels = new Uint8Array(2 ** HASH_BITS);
  const places = new Uint32Array(entries);
  let at = 0;
  let place = -1;
  for (let entry = 0; entry < entries; entry += 1) {
    let distance = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at] ?? 0;
      at += 1;
      distance |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    place += distance + 1;
    places[entry] = place;
  }
  places.forEach((known, entry) => {
    const pair = bytes[at + (entry >> 1)] ?? 0;
    levels[known] = entry % 2 === 0 ? pair >> 4 : pair & 15;
  });
  return levels;
}

/** Models as one file: a line that names the format, a line of JSON, then what each language knows. */
export function packModels(models: readonly CharacterModel[]): Uint8Array {
  const packed = models.map(({ levels, ...rest }) => ({ ...rest, ...pack(levels) }));
  const header: Header = packed.map(({ bytes, ...rest }) => ({
    ...rest,
    bytes: bytes.length,
    calibration: {
      ...rest.calibration,
      bits: [...rest.calibration.bits],
      odd: [...rest.calibration.odd],
    },
  }));
  const head = new TextEncoder().encode(`${MAGIC}${JSON.stringify(header)}\n`);
  return Buffer.concat([head, ...packed.map(({ bytes }) => bytes)]);
}

/** Reads what `packModels` wrote; a language is unpacked when it is asked for. Throws `ConfigError` QUALITY_MODEL_DAMAGED. */
export function readModels(file: Uint8Array): ReadonlyMap<LanguageTag, () => CharacterModel> {
  const lineEnd = file.indexOf(0x0a, MAGIC.length);
  const head = new TextDecoder().decode(file.subarray(0, Math.max(0, lineEnd)));
  if (!head.startsWith(MAGIC)) throw damaged("it does not begin as a model does");
  const models = new Map<LanguageTag, () => CharacterModel>();
  let at = lineEnd + 1;
  for (const { entries, bytes, ...rest } of Header.parse(JSON.parse(head.slice(MAGIC.length)))) {
    const part = file.subarray(at, at + bytes);
    if (part.length < bytes) throw damaged("it is cut off");
    at += bytes;
    models.set(rest.language, () => ({ ...rest, levels: unpack(part, entries) }));
  }
  return models;
}

function damaged(why: string): ConfigError {
  return new ConfigError(`the model of characters is damaged: ${why}`, {
    code: "QUALITY_MODEL_DAMAGED",
    hint: "Install Malmoi again, or train it again with `malmoi train quality`.",
  });
}
