import type { EngineName } from "@malmoi/schemas";
import type { OcrEngine } from "./engine.ts";
import { halfScaleRetry } from "./halfScaleRetry.ts";
import { nativeTesseractEngine } from "./nativeTesseractEngine.ts";
import { tesseractEngine } from "./tesseractEngine.ts";

const START: Record<EngineName, () => OcrEngine> = {
  "tesseract.js": tesseractEngine,
  tesseract: nativeTesseractEngine,
};

const engines = new Map<EngineName, OcrEngine>();

/**
 * The one engine of that name in this process, started on first use: its models stay loaded from page to page. Throws
 * `ConfigError` ENGINE_MISSING if it is a program that is not installed.
 */
export function processEngine(name: EngineName = "tesseract.js"): OcrEngine {
  const engine = engines.get(name) ?? halfScaleRetry(START[name]());
  engines.set(name, engine);
  return engine;
}

/** Stops the process's engines, if any run. */
export async function closeEngine(): Promise<void> {
  const old = [...engines.values()];
  engines.clear();
  await Promise.all(old.map((engine) => engine.close()));
}
