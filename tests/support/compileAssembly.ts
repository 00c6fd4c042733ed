import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { main } from "assemblyscript/asc";
import { ROOT } from "./malmoi.ts";

// Compiles the assembly folder of each package to a module beside it, or below the folder named. The same source and
// compiler give the same bytes.

const COMMON = "-O3 --enable simd --runtime stub --noAssert";

/** What each package's module asks for, beyond that: where its memory is from. */
const PACKAGES: Record<string, string> = {
  // Laid out by layout.ts, 64 kB a page.
  dedupe: "--initialMemory 34 --maximumMemory 34",
  // The recogniser's.
  ocr: "--importMemory",
};

const [target = ROOT] = process.argv.slice(2);

for (const [name, memory] of Object.entries(PACKAGES)) {
  const folder = join(ROOT, "packages", name, "assembly");
  const module = join(target, "packages", name, "assembly", `${name}.wasm`);
  const options = `index.ts --outFile ${name}.wasm ${COMMON} ${memory}`.split(" ");
  // oxlint-disable-next-line no-await-in-loop -- the compiler has one state
  const { error, stderr } = await main(options, {
    readFile: (file) => readFile(join(folder, basename(file)), "utf8").catch(() => null),
    writeFile: async (_, contents) => {
      await mkdir(dirname(module), { recursive: true });
      await writeFile(module, contents);
    },
    listFiles: () => [],
  });
  if (error !== null) throw new Error(stderr.toString(), { cause: error });
}
