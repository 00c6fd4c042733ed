import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { insertCode } from "./insertCode.ts";
import { CORE, INSERTIONS, ROUTINES } from "./insertions.ts";

/** What `thread.mjs` starts the recogniser with. */
export interface FasterCore {
  /** Name of the library's module that starts the core. */
  readonly module: string;
  /** The core as WebAssembly, and our routines. */
  readonly core: Uint8Array;
  readonly routines: Uint8Array;
  readonly memory: string;
  readonly table: string;
  /** Names of our routines by their place in the core's table. */
  readonly places: readonly (readonly [place: number, name: string])[];
}

const ASSEMBLY = new URL("../../../assembly/ocr.wasm", import.meta.url);

/** TypeScript's types for Node lack it. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

/**
 * Tesseract's core with our inner loops: it reads the same, to the last bit, in two thirds of the time. Undefined where the
 * library has another core than the one that the places are known of, or the processor has no SIMD: then the library does
 * as it always does.
 */
export function fasterCore(): FasterCore | undefined {
  const library = createRequire(createRequire(import.meta.url).resolve("tesseract.js/package.json"));
  const core = readFileSync(library.resolve(`${CORE.module}.wasm`));
  const routines = readFileSync(ASSEMBLY);
  if (createHash("sha256").update(core).digest("hex") !== CORE.sha256) return undefined;
  if (!WebAssembly.validate(routines)) return undefined;
  return {
    module: CORE.module,
    core: insertCode(core, INSERTIONS, ROUTINES.length),
    routines,
    memory: CORE.memory,
    table: CORE.table,
    places: ROUTINES.map((name, i) => [CORE.functions + i, name]),
  };
}
