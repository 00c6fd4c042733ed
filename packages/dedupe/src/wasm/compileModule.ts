import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { main } from "assemblyscript/asc";

// Compiles ../../assembly to dedupe.wasm beside it, or to the file named. The same source and compiler give the same bytes.

const FOLDER = new URL("../../assembly/", import.meta.url);
const [target = new URL("dedupe.wasm", FOLDER)] = process.argv.slice(2);

// No allocator and no checks: layout.ts lays out all of the memory, 64 kB a page.
const OPTIONS = "-O3 --enable simd --runtime stub --noAssert --initialMemory 33 --maximumMemory 33";

const { error, stderr } = await main(["index.ts", "--outFile", "dedupe.wasm", ...OPTIONS.split(" ")], {
  readFile: (name) => readFile(new URL(basename(name), FOLDER), "utf8").catch(() => null),
  writeFile: (_, contents) => writeFile(target, contents),
  listFiles: () => [],
});
if (error !== null) throw new Error(stderr.toString(), { cause: error });
