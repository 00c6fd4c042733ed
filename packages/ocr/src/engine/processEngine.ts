import type { OcrEngine } from "./engine.ts";
import { tesseractEngine } from "./tesseractEngine.ts";

let engine: OcrEngine | undefined;

/** The one engine of this process, started on first use: its models stay loaded from page to page. */
export function processEngine(): OcrEngine {
  engine ??= tesseractEngine();
  return engine;
}

/** Stops the process's engine, if it runs. */
export async function closeEngine(): Promise<void> {
  const old = engine;
  engine = undefined;
  await old?.close();
}
