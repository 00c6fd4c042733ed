import type { LanguageTag } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { OcrEngine } from "../engine/engine.ts";
import { drawLine, flatPage } from "../testImages.ts";
import type { PageImage } from "../decode/pageImage.ts";
import { chooseModel, type ChooseModelOptions, probeModels } from "./chooseModel.ts";
import { inkOf } from "./ink.ts";

const FILE = { path: "/nowhere", sha256: "0".repeat(64) };
const MODELS = { tha: FILE, spa: FILE, por: FILE, mya: FILE, vie: FILE };

interface Read {
  readonly text: string;
  readonly confidence: number;
  /** What the estimate of quality says of this text. */
  readonly quality: number;
  /** The language that identification says it is in. */
  readonly says?: LanguageTag;
}

const SPANISH: Read = { text: "la casa de los libros que no se lee en el valle", confidence: 0.93, quality: 0.98 };
const THAI_GIBBERISH: Read = { text: "ทลิทา ทนทค์ ลทา ทลิทา ทนทค์ ลทา", confidence: 0.75, quality: 0.3 };
const NOTHING: Read = { text: "", confidence: 0, quality: 0 };

type Readings = Record<string, Read>;

/** An engine whose models read everything as the given texts, and cover all ink. */
function engineOf(readings: Readings, asked: string[] = []): OcrEngine {
  return {
    identity: { name: "test", version: "1" },
    recognise: ({ width, height }, { model: { name } }) => {
      asked.push(name);
      const { text, confidence } = readings[name] ?? NOTHING;
      const bbox: [number, number, number, number] = [0, 0, width, height];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text, confidence });
    },
    close: () => Promise.resolve(),
  };
}

function optionsOf(readings: Readings, languages: LanguageTag[], asked: string[] = []): ChooseModelOptions {
  const about = (text: string): Read | undefined => Object.values(readings).find((read) => read.text === text);
  return {
    engine: engineOf(readings, asked),
    identify: (text) => about(text)?.says ?? "und",
    quality: (text) => about(text)?.quality,
    languages,
    models: MODELS,
  };
}

function linedPage(height: number): PageImage {
  const page = flatPage(1200, height);
  for (let y = 60; y < height - 100; y += 60) drawLine(page, 100, y, 20, 0);
  return page;
}

/** The model that was chosen, and those that were asked, in turn. */
async function choose(readings: Readings, languages: LanguageTag[]): Promise<{ chosen: string; asked: string[] }> {
  const asked: string[] = [];
  const page = linedPage(1600);
  const { name } = await chooseModel(page, inkOf(page), optionsOf(readings, languages, asked));
  return { chosen: name, asked };
}

test("one model needs no engine", async () => {
  expect(await choose({}, ["spa_Latn", "nah_Latn"])).toEqual({ chosen: "spa", asked: [] });
});

test("the script is found by what can be read, whatever the order of the candidates", async () => {
  const readings = { spa: SPANISH, tha: THAI_GIBBERISH };
  expect(await choose(readings, ["tha_Thai", "spa_Latn"])).toMatchObject({ chosen: "spa" });
  expect(await choose(readings, ["spa_Latn", "tha_Thai"])).toMatchObject({ chosen: "spa" });
});

test("a reading that convinces saves the other scripts' models, and in its script all but the one it names", async () => {
  const readings = { spa: { ...SPANISH, says: "por_Latn" }, por: { ...SPANISH, says: "por_Latn" } };
  const languages = ["spa_Latn", "vie_Latn", "por_Latn", "tha_Thai", "mya_Mymr"];
  expect(await choose(readings, languages)).toEqual({ chosen: "por", asked: ["spa", "por"] });
});

test("inside a script identify decides", async () => {
  const portuguese = { ...SPANISH, says: "por_Latn" };
  expect(await choose({ spa: portuguese }, ["spa_Latn", "por_Latn"])).toMatchObject({ chosen: "por" });
});

test("where identify cannot tell, every model of the script reads and the most plausible wins, else the first", async () => {
  const better = { text: "lá vem o rio que não tem fim em si", confidence: 0.93, quality: 0.99, says: "por_Latn" };
  const readings = { spa: { ...SPANISH, quality: 0.9 }, por: better };
  const languages = ["spa_Latn", "vie_Latn", "por_Latn", "tha_Thai"];
  expect(await choose(readings, languages)).toEqual({ chosen: "por", asked: ["spa", "vie", "por"] });
  expect(await choose({ spa: SPANISH }, ["spa_Latn", "por_Latn"])).toMatchObject({ chosen: "spa" });
});

test("where no reading convinces, the other models are asked before a script is given up", async () => {
  const vietnamese = { text: "và có các đã một người của không", confidence: 0.95, quality: 0.98, says: "vie_Latn" };
  const asSpanish = { text: "bang song va mua nuoc noi", confidence: 0.62, quality: 0.5 };
  const readings = { spa: asSpanish, tha: { ...THAI_GIBBERISH, quality: 0.8 }, vie: vietnamese };
  expect(await choose(readings, ["spa_Latn", "vie_Latn", "tha_Thai"])).toMatchObject({ chosen: "vie" });
});

test("with a clear lead only the models of its script are asked", async () => {
  const hesitant = { ...SPANISH, confidence: 0.4 };
  const { chosen, asked } = await choose({ spa: hesitant, por: hesitant }, ["tha_Thai", "spa_Latn", "por_Latn"]);
  expect({ chosen, asked }).toEqual({ chosen: "spa", asked: ["tha", "spa", "por"] });
});

test("a probe says how likely its text is, so that a page can be tried both ways up", async () => {
  const probe = (spa: Read): ReturnType<typeof probeModels> =>
    probeModels(linedPage(400), optionsOf({ spa }, ["spa_Latn"]));
  const [upright, upsideDown, nothing] = [
    await probe(SPANISH),
    await probe({ text: "sol ap esec el ap esec sol", confidence: 0.4, quality: 0.6 }),
    await probe(NOTHING),
  ];
  expect(upright.model.name).toBe("spa");
  expect(upright.score).toBeGreaterThan(2 * upsideDown.score);
  expect(nothing.score).toBe(0);
});

test("an unresolved model and an unknown language are the user's to mend", async () => {
  await expect(choose({}, ["kor_Hang"])).rejects.toMatchObject({ kind: "config", code: "MODEL_MISSING" });
  await expect(choose({}, ["xxx_Latn"])).rejects.toMatchObject({ kind: "config", code: "LANGUAGE_UNKNOWN" });
  await expect(choose({}, [])).rejects.toMatchObject({ kind: "config", code: "NO_LANGUAGES" });
});
