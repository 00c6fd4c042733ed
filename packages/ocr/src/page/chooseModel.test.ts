import type { LanguageTag } from "@malmoi/schemas";
import { expect, test } from "vitest";
import type { OcrEngine } from "../engine/engine.ts";
import { drawLine, flatPage } from "../testImages.ts";
import { chooseModel, probeModels } from "./chooseModel.ts";
import { inkOf } from "./ink.ts";

const FILE = { path: "/nowhere", sha256: "0".repeat(64) };
const MODELS = { tha: FILE, spa: FILE, por: FILE, mya: FILE, vie: FILE };

/** An engine that reads everything as the given text with the given confidence, and covers all ink. */
function engineOf(readings: Record<string, [text: string, confidence: number]>, asked: string[] = []): OcrEngine {
  return {
    identity: { name: "test", version: "1" },
    recognise: ({ width, height }, { model: { name } }) => {
      asked.push(name);
      const [text, confidence] = readings[name] ?? ["", 0];
      const bbox: [number, number, number, number] = [0, 0, width, height];
      const line = { text, bbox, confidence, words: [{ text, bbox, confidence }] };
      return Promise.resolve({ blocks: [{ bbox, lines: [line] }], text, confidence });
    },
    close: () => Promise.resolve(),
  };
}

async function choose(
  readings: Record<string, [string, number]>,
  languages: LanguageTag[],
  { says = "und", asked }: { says?: LanguageTag; asked?: string[] } = {},
): Promise<string> {
  const page = flatPage(1200, 1600);
  for (let y = 200; y < 1400; y += 60) drawLine(page, 100, y, 20, 0);
  const options = { engine: engineOf(readings, asked), identify: () => says, languages, models: MODELS };
  return (await chooseModel(page, inkOf(page), options)).name;
}

const SPANISH: [string, number] = ["la casa de los libros que no se lee en el valle", 0.93];

test("one model needs no engine", async () => {
  const asked: string[] = [];
  expect(await choose({}, ["spa_Latn", "nah_Latn"], { asked })).toBe("spa");
  expect(asked).toEqual([]);
});

test("the script is found by what can be read, whatever the order of the candidates", async () => {
  const readings = { spa: SPANISH, tha: ["ทลิทา ทนทค์ ลทา", 0.8] } satisfies Record<string, [string, number]>;
  expect(await choose(readings, ["tha_Thai", "spa_Latn"])).toBe("spa");
  expect(await choose(readings, ["spa_Latn", "tha_Thai"])).toBe("spa");
});

test("inside a script identify decides, and its ignorance means the first", async () => {
  const readings = { spa: SPANISH, por: SPANISH };
  expect(await choose(readings, ["spa_Latn", "por_Latn"], { says: "por_Latn" })).toBe("por");
  expect(await choose(readings, ["spa_Latn", "por_Latn"])).toBe("spa");
});

test("where no first reading convinces, the other models are asked before a script is given up", async () => {
  const readings = {
    spa: ["bang song va mua nuoc noi", 0.62],
    tha: ["ทลิทา ทนทค์ ลทา", 0.77],
    vie: ["và có các đã một người của không", 0.95],
  } satisfies Record<string, [string, number]>;
  expect(await choose(readings, ["spa_Latn", "vie_Latn", "tha_Thai"], { says: "vie_Latn" })).toBe("vie");
});

test("a clear winner saves the other scripts' models", async () => {
  const asked: string[] = [];
  await choose({ spa: SPANISH }, ["spa_Latn", "tha_Thai", "mya_Mymr"], { asked });
  expect(asked).toEqual(["spa", "tha", "mya"]);
});

test("a probe says how likely its text is, so that a page can be tried both ways up", async () => {
  const page = flatPage(1200, 400);
  for (let y = 60; y < 300; y += 60) drawLine(page, 100, y, 20, 0);
  const probe = (reading: [string, number]): ReturnType<typeof probeModels> =>
    probeModels(page, {
      engine: engineOf({ spa: reading }),
      identify: () => "und",
      languages: ["spa_Latn"],
      models: MODELS,
    });
  const [upright, upsideDown, nothing] = [
    await probe(SPANISH),
    await probe(["sol ap esec el", 0.4]),
    await probe(["", 0]),
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
