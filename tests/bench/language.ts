import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { identify } from "@malmoi/language";
import { loadModule } from "cld3-asm";
import { getLIDModel } from "fasttext.wasm.js";
import { franc } from "franc";

// node --import tsx tests/bench/language.ts <folder of <tag>.txt> [--characters 20000] [--documents 300]
// Ours, franc, CLD3 and fastText (lid.176, in WebAssembly) on the same documents in turn, one core. Only the ratios of
// one run mean anything. A document is a run of lines of one language, of so many characters. We read all of it up to
// about 12,000 letters, fastText all; franc stops after 2,048 characters and CLD3 after 1,000 bytes, so of longer documents
// their figures say how little they read.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { characters: { type: "string", default: "20000" }, documents: { type: "string", default: "300" } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("name a folder of <tag>.txt files");

const characters = Number(values.characters);
const perLanguage = Math.max(1, Math.ceil(Number(values.documents) / readdirSync(folder).length));
const documents = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return Array.from({ length: perLanguage }, (_, i) => ({
      code: name.slice(0, 3),
      text: text.slice(i * characters, (i + 1) * characters),
    }));
  })
  .filter(({ text }) => text.length === characters);

const cld3 = (await loadModule()).create(0, 1000);
const fastText = await getLIDModel();
await fastText.load();

const peers: Record<string, (text: string) => unknown> = {
  malmoi: (text) => identify(text).language,
  franc: (text) => franc(text),
  cld3: (text) => cld3.findLanguage(text).language,
  fastText: (text) => fastText.identify(text.replaceAll("\n", " ")),
};
const seconds = new Map(Object.keys(peers).map((name) => [name, 0]));
/** Documents that a peer is asked about before it is the next one's turn: nobody works with a cache full of another's model. */
const TURN = 40;
// Once unmeasured, so that every peer is warm; then in turn, so that each meets the same machine.
for (const measured of [false, true]) {
  for (let from = 0; from < documents.length; from += TURN) {
    for (const [name, ask] of Object.entries(peers)) {
      const began = performance.now();
      for (const { text } of documents.slice(from, from + TURN)) {
        // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
        await ask(text);
      }
      if (measured) seconds.set(name, (seconds.get(name) ?? 0) + (performance.now() - began) / 1000);
    }
  }
}
const total = documents.length * characters;
const ours = seconds.get("malmoi") ?? 1;
process.stdout.write(`${documents.length} documents of ${characters} characters, Node ${process.version}\n`);
for (const [name, taken] of seconds) {
  const speed = `${(total / taken / 1e6).toFixed(2)} M characters/s`;
  process.stdout.write(
    `${name.padEnd(10)}${speed.padStart(20)}${`${(taken / ours).toFixed(1)} x our time`.padStart(20)}\n`,
  );
}
process.exit(0);
