import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { latinLineReader } from "./engine/latinLineReader.ts";
import { sharp } from "./decode/sharpSetup.ts";

const Package = z.object({ version: z.string() });

/**
 * Versions of what decodes scans and reads single lines, for the keys of tasks: another may give other pixels or letters.
 * Of a reader of single lines that cannot be started here, why: a build that goes on where it can reads the pages anew.
 */
export function libraryVersions(): Record<string, string> {
  return {
    onnxruntime: packageVersion("onnxruntime-web"),
    [latinLineReader.identity.name]: latinLineReader.fault() ?? latinLineReader.identity.version,
    pdfium: packageVersion("@hyzyla/pdfium"),
    sharp: sharp.versions["sharp"] ?? "",
    vips: sharp.versions.vips,
  };
}

/** Not every package lets its package.json be imported; it lies above the entry point. */
function packageVersion(name: string): string {
  let folder = dirname(createRequire(import.meta.url).resolve(name));
  for (;;) {
    try {
      return Package.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).version;
    } catch (error) {
      if (dirname(folder) === folder) throw error;
      folder = dirname(folder);
    }
  }
}
