import { ocrQuality } from "@malmoi/clean";
import { identifyAmong } from "@malmoi/language";
import { closeEngine, closePdf, openScan, processEngine, recognisePage, resolveModels } from "@malmoi/ocr";
import { findLanguage } from "@malmoi/schemas";
import { z } from "zod";

// Our side of the benchmark, in a process of its own whose memory can be watched: as a worker of a build, it starts
// once and reads page after page.

const Request = z.object({ path: z.string(), language: z.string(), models: z.string() });

async function read(message: unknown): Promise<{ ok: boolean; milliseconds: number; source: string }> {
  const { path, language, models: folder } = Request.parse(message);
  const name = findLanguage(language)?.tesseract ?? "";
  const models = Object.fromEntries(await resolveModels([name], { folder }));
  const start = performance.now();
  try {
    const { format } = await openScan(path);
    const input = { path, format, page: 1, languages: [language], models, textLayer: true };
    const help = { identify: identifyAmong, quality: ocrQuality };
    const { source } = await recognisePage(input, { engine: processEngine(), ...help });
    return { ok: true, milliseconds: performance.now() - start, source };
  } catch {
    return { ok: false, milliseconds: performance.now() - start, source: "failed" };
  } finally {
    closePdf();
  }
}

process.on("message", (message) => {
  void read(message).then((answer) => process.send?.(answer));
});
process.on("disconnect", () => void closeEngine());
