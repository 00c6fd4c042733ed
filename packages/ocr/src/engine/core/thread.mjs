// tesseract.js's worker script with a core whose inner loops are ours. Plain JavaScript, for a thread of Node runs no other.
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const { module, core, routines, memory, table, places } = workerData;
const script = createRequire(import.meta.url).resolve("tesseract.js/src/worker-script/index.js");
const library = createRequire(script);
const worker = library(script);

/** Emscripten asks it for an instance of the core instead of reading the file beside it. */
function instantiateWasm(imports, done) {
  const compiled = new WebAssembly.Module(core);
  const instance = new WebAssembly.Instance(compiled, imports);
  const ours = new WebAssembly.Instance(new WebAssembly.Module(routines), {
    env: { memory: instance.exports[memory] },
  });
  for (const [place, name] of places) instance.exports[table].set(place, ours.exports[name]);
  done(instance, compiled);
  return instance.exports;
}

worker.setAdapter({ getCore: async () => (options) => library(module)({ ...options, instantiateWasm }) });
parentPort.on("message", (packet) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- that is for windows
  worker.dispatchHandlers(packet, (answer) => parentPort.postMessage(answer));
});
