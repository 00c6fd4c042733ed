import type { BoundingBox, Line, Word } from "@malmoi/schemas";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { InferenceSession, Tensor } from "onnxruntime-web";
import type { PageImage } from "../decode/pageImage.ts";
import { fromSharp, toSharp } from "../image/rawSharp.ts";
import { type Character, charactersOf, writtenAs } from "./ctc.ts";
import { engineFailure } from "./failures.ts";
import type { LineReader } from "./lineReader.ts";

const MODEL = fileURLToPath(new URL("../../models/latinLines.onnx.gz", import.meta.url));

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

type Run = (input: Float32Array, shape: readonly number[]) => Promise<Tensor["data"] | undefined>;
let running: Promise<Run> | undefined;

/**
 * PP-OCRv6 (small) in onnxruntime's WebAssembly, for the Latin script: headlines in display type, script, outlines and
 * screens that Tesseract's models never saw. Loaded with the first line, once a process: two seconds, 200 MB; a line
 * takes 0.1 to 0.7 s.
 */
export const latinLineReader: LineReader = {
  identity: { name: "PP-OCRv6", version: "small" },
  reads: (alphabet) => [...alphabet].every((one) => [...one].length > 1 || !LETTER.test(one) || CLASSES.includes(one)),
  async read(line, alphabet) {
    const { grey, width } = await toHeight(line);
    const table = tables.get(alphabet) ?? writtenAs(CLASSES, alphabet);
    tables.set(alphabet, table);
    const characters = charactersOf(await probabilities(grey, width), CLASSES, table);
    return toLine(characters, line, (STEP * line.width) / width);
  },
};

async function toHeight(line: PageImage): Promise<PageImage> {
  const width = Math.min(WIDTH.most, Math.max(WIDTH.least, Math.round((line.width * HEIGHT) / line.height)));
  return fromSharp(toSharp(line).resize(width, HEIGHT, { fit: "fill", kernel: "cubic" }), line.dpi);
}

/** Loaded when it is needed: most pages never are. */
async function start(): Promise<Run> {
  const onnx = await import("onnxruntime-web");
  // A worker process has one core, and reads one line at a time.
  onnx.env.wasm.numThreads = 1;
  // Optimising takes longer than it saves on the few lines of a run.
  const options: InferenceSession.SessionOptions = { executionProviders: ["wasm"], graphOptimizationLevel: "disabled" };
  const session = await onnx.InferenceSession.create(gunzipSync(await readFile(MODEL)), options);
  return async (input, shape) => {
    const [output] = Object.values(await session.run({ x: new onnx.Tensor("float32", input, shape) }));
    return output?.data;
  };
}

/** For each step the probabilities of the classes, one after another. */
async function probabilities(grey: Uint8Array, width: number): Promise<Float32Array> {
  const one = Float32Array.from(grey, (value) => value / 127.5 - 1);
  const input = new Float32Array(3 * one.length);
  for (let channel = 0; channel < 3; channel += 1) input.set(one, channel * one.length);
  try {
    running ??= start();
    const run = await running;
    const output = await run(input, [1, 3, HEIGHT, width]);
    if (!(output instanceof Float32Array)) throw new Error("no probabilities");
    return output;
  } catch (error) {
    running = undefined;
    throw engineFailure("OCR_FAILED", "the recogniser of single lines failed", error);
  }
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
