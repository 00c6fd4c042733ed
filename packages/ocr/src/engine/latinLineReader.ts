import type { BoundingBox, Line, Word } from "@malmoi/schemas";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { InferenceSession, Tensor } from "onnxruntime-web";
import type { PageImage } from "../decode/pageImage.ts";
import { fromSharp, toSharp } from "../image/rawSharp.ts";
import { type Character, charactersOf, writtenAs } from "./ctc.ts";
import { type LineReader, LineReaderFailure } from "./lineReader.ts";

const MODEL = fileURLToPath(new URL("../../models/latinLines.onnx.gz", import.meta.url));
const SHA256 = "4c736703b73d99bb74cb17f0e3e20194db503f7ee031924258e0c4e7a1bdc160";

/** A module of one function that splats a number over a vector: valid where SIMD is, without which onnxruntime does not run. */
const SIMD = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** What the model tells apart: nothing (class 0), these in their order, and the space, last. */
const CHARACTERS = [
  "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
  "§ª«°·º»¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŊŋŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƏƠơƯưǍǎǏǐǑǒǓǔȘșȚțə",
  "–—‘’“”†‡•…",
].join("");
const CLASSES = ["", ...CHARACTERS, " "];
const LETTER = /\p{L}/u;

/** The model reads lines of this height, in pixels, and says something of every eight columns. */
const HEIGHT = 48;
const STEP = 8;
/** A line longer than fifty times its height is none, or several; it is read pressed together. */
const WIDTH = { least: 16, most: 2_400 };

/** A model's characters that an alphabet lacks are written by others, or not at all; each alphabet's table is made once. */
const tables = new WeakMap<ReadonlySet<string>, Int32Array>();

/** TypeScript's types for Node lack it. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

/**
 * PP-OCRv6 (small) in onnxruntime's WebAssembly, for the Latin script: headlines in display type, script, outlines and
 * screens that Tesseract's models never saw. Loaded with the first line, once a process: two seconds, 200 MB; a line
 * takes 0.1 to 0.7 s. After a failed start it stays so: every line is refused at once. `path` is for tests.
 */
export function startLatinLineReader(path: string = MODEL): LineReader {
  let session: ReturnType<typeof start> | undefined;
  let dead: LineReaderFailure | undefined;

  /** For each step the probabilities of the classes, one after another. */
  async function probabilities(input: Float32Array, width: number): Promise<Float32Array> {
    if (dead !== undefined) throw dead;
    session ??= start(path);
    const running = await session.catch((error: unknown) => {
      // What is missing stays missing; a start that failed half-way leaves the library unable to try again.
      dead = error instanceof LineReaderFailure ? error : failure("it could not be started", error);
      throw dead;
    });
    try {
      const output = await running.run(input, width);
      if (output instanceof Float32Array) return output;
      throw new TypeError("no probabilities");
    } catch (error) {
      // Its state is unknown now: the next line starts another.
      session = undefined;
      await running.stop().catch(() => undefined);
      throw failure("it failed on a line", error);
    }
  }

  return {
    identity: { name: "PP-OCRv6", version: "small" },
    reads: (alphabet) =>
      [...alphabet].every((one) => [...one].length > 1 || !LETTER.test(one) || CLASSES.includes(one)),
    fault: () => {
      const model = modelOf(path);
      return typeof model === "string" ? model : undefined;
    },
    async read(line, alphabet) {
      const { grey, width } = await toHeight(line);
      const table = tables.get(alphabet) ?? writtenAs(CLASSES, alphabet);
      tables.set(alphabet, table);
      const characters = charactersOf(await probabilities(inputOf(grey), width), CLASSES, table);
      return toLine(characters, line, (STEP * line.width) / width);
    },
  };
}

/** The one of this process. */
export const latinLineReader = startLatinLineReader();

async function toHeight(line: PageImage): Promise<PageImage> {
  const width = Math.min(WIDTH.most, Math.max(WIDTH.least, Math.round((line.width * HEIGHT) / line.height)));
  return fromSharp(toSharp(line).resize(width, HEIGHT, { fit: "fill", kernel: "cubic" }), line.dpi);
}

/** Three channels of the same, from -1 to 1. */
function inputOf(grey: Uint8Array): Float32Array {
  const one = Float32Array.from(grey, (value) => value / 127.5 - 1);
  const input = new Float32Array(3 * one.length);
  for (let channel = 0; channel < 3; channel += 1) input.set(one, channel * one.length);
  return input;
}

type Run = (input: Float32Array, width: number) => Promise<Tensor["data"] | undefined>;

async function start(path: string): Promise<{ readonly run: Run; readonly stop: () => Promise<void> }> {
  const packed = modelOf(path);
  if (typeof packed === "string") throw new LineReaderFailure(packed);
  // Loaded when it is needed: most pages never need it.
  const onnx = await import("onnxruntime-web");
  // A worker process has one core, and reads one line at a time.
  onnx.env.wasm.numThreads = 1;
  // Optimising takes longer than it saves on the few lines of a run.
  const options: InferenceSession.SessionOptions = { executionProviders: ["wasm"], graphOptimizationLevel: "disabled" };
  const session = await onnx.InferenceSession.create(gunzipSync(packed), options);
  return {
    run: async (input, width) => {
      const tensor = new onnx.Tensor("float32", input, [1, 3, HEIGHT, width]);
      return Object.values(await session.run({ x: tensor }))[0]?.data;
    },
    stop: () => session.release(),
  };
}

/** The packed model, or why it cannot be used here. A damaged one may still be one, that reads other letters. */
function modelOf(path: string): Uint8Array | string {
  if (!WebAssembly.validate(SIMD)) return "the processor has no SIMD";
  let packed: Uint8Array;
  try {
    packed = readFileSync(path);
  } catch {
    return "its model is missing";
  }
  return createHash("sha256").update(packed).digest("hex") === SHA256 ? packed : "its model is damaged";
}

function failure(what: string, cause: unknown): LineReaderFailure {
  return new LineReaderFailure(/alloc|memory/iu.test(String(cause)) ? "memory ran out" : what, { cause });
}

function toLine(characters: readonly Character[], { width, height }: PageImage, step: number): Line {
  const words: Word[] = [];
  let letters: Character[] = [];
  const end = (): void => {
    const [first] = letters;
    const last = letters.at(-1);
    if (first !== undefined && last !== undefined) {
      const bbox: BoundingBox = [first.from * step, 0, Math.min(width, last.to * step), height];
      words.push({ text: letters.map(({ text }) => text).join(""), bbox, confidence: meanOf(letters) });
    }
    letters = [];
  };
  for (const character of characters) {
    if (character.text === " ") end();
    else letters.push(character);
  }
  end();
  return {
    text: words.map(({ text }) => text).join(" "),
    bbox: [0, 0, width, height],
    confidence: meanOf(characters.filter(({ text }) => text !== " ")),
    words,
  };
}

function meanOf(characters: readonly Character[]): number {
  const sum = characters.reduce((total, { probability }) => total + probability, 0);
  return characters.length === 0 ? 0 : Math.round((sum / characters.length) * 10_000) / 10_000;
}
