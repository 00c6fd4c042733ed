import type { OcrOptions } from "@malmoi/ocr";
import type { Pipeline } from "@malmoi/schemas";
import type { EngineOptions } from "./engineOptions.ts";

/** The options of the page stage, from the pipeline and what is installed. */
export function ocrOptions(pipeline: Pipeline, { models, engine, libraries }: EngineOptions): OcrOptions {
  return { languages: pipeline.languages, textLayer: pipeline.ocr.textLayer, models, engine, libraries };
}
