import type { TesseractWorker } from "./tesseractWorker.ts";

/**
 * A worker whose pages have a tenth of a second, whatever its engine gives them: what is read after it has the time it
 * needs, also on a busy machine.
 */
export function hurried(worker: TesseractWorker): TesseractWorker {
  return {
    get dead() {
      return worker.dead;
    },
    request: (action, payload, deadline, transfer) =>
      worker.request(action, payload, action === "recognize" ? 100 : deadline, transfer),
    terminate: () => worker.terminate(),
  };
}
