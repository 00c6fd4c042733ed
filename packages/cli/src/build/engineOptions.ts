import { resolve } from "node:path";
import { libraryVersions, modelNames, type OcrOptions, processEngine, resolveModels } from "@malmoi/ocr";
import type { Pipeline } from "@malmoi/schemas";

/** What recognition is done with; part of the key of every page. */
export interface EngineOptions extends Pick<OcrOptions, "models" | "engine" | "libraries"> {
  readonly versions: Record<string, string>;
}

/**
 * Finds the models of a pipeline's languages and says with which versions it will be read. Throws `ConfigError` if a
 * model is missing or the engine is not installed.
 */
export async function readEngine(pipeline: Pipeline, pipelineFolder: string): Promise<EngineOptions> {
  const folder = pipeline.ocr.models;
  const models = await resolveModels(
    modelNames(pipeline.languages),
    folder === undefined ? {} : { folder: resolve(pipelineFolder, folder) },
  );
  const engine = { name: pipeline.ocr.engine, version: processEngine(pipeline.ocr.engine).identity.version };
  const libraries = libraryVersions();
  return {
    models: Object.fromEntries(models),
    engine,
    libraries,
    versions: {
      [engine.name]: engine.version,
      ...libraries,
      ...Object.fromEntries([...models].map(([name, { sha256 }]) => [`model ${name}`, sha256.slice(0, 12)])),
    },
  };
}
