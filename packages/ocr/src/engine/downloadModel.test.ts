import { sha256 } from "@malmoi/core";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { downloadModel } from "./downloadModel.ts";
import { modelCacheFolder } from "./modelCacheFolder.ts";
import { PINNED_MODELS } from "./pinnedModels.ts";

const MODEL = Buffer.alloc(200_000, "a model ");
const pinned = { khm: { bytes: MODEL.length, sha256: sha256(MODEL) } };

let folder: string;
let server: Server | undefined;
beforeEach(async () => {
  // Patience ends when a test says so, and not because a machine is busy.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  folder = join(await mkdtemp(join(tmpdir(), "malmoi-download-")), "models");
});
afterEach(async () => {
  vi.useRealTimers();
  server?.closeAllConnections();
  server?.close();
  await rm(dirname(folder), { recursive: true });
});

/** A server that answers its requests one after another in these ways, the last way for ever. */
async function serve(...answers: ((response: ServerResponse) => void)[]): Promise<{ base: string; asked: string[] }> {
  const asked: string[] = [];
  const started = createServer((request, response) => {
    asked.push(request.url ?? "");
    answers[Math.min(asked.length, answers.length) - 1]?.(response);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
  const address = started.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { base: `http://127.0.0.1:${port}`, asked };
}

/** As long as nothing may come, in milliseconds. */
const PATIENCE = 30_000;

const good = (response: ServerResponse): void => void response.end(MODEL);
const broken = (response: ServerResponse): void => {
  response.writeHead(200, { "content-length": MODEL.length });
  response.write(MODEL.subarray(0, 50_000), () => response.destroy());
};
const short = (response: ServerResponse): void => void response.end(MODEL.subarray(0, 50_000));
const stalled = (response: ServerResponse): void => {
  response.writeHead(200, { "content-length": MODEL.length });
  response.write(MODEL.subarray(0, 50_000), () => vi.advanceTimersByTime(PATIENCE));
};
const busy = (response: ServerResponse): void => void response.writeHead(503).end("later");
const absent = (response: ServerResponse): void => void response.writeHead(404).end("no");

test("a model arrives whole, under its name", async () => {
  const { base, asked } = await serve(good);
  const path = await downloadModel("khm", { base, folder, pinned });
  expect(asked).toEqual(["/khm.traineddata"]);
  expect(path).toBe(join(folder, "khm.traineddata"));
  expect(MODEL.equals(await readFile(path))).toBe(true);
  expect(await readdir(folder)).toEqual(["khm.traineddata"]);
});

test.each([
  ["breaks off", broken],
  ["sends too little", short],
  ["stalls", stalled],
  ["is busy", busy],
])("a server that %s is asked again", async (_name, answer) => {
  const { base, asked } = await serve(answer, good);
  await downloadModel("khm", { base, folder, pinned, patience: PATIENCE });
  expect(asked).toHaveLength(2);
  expect(MODEL.equals(await readFile(join(folder, "khm.traineddata")))).toBe(true);
});

test.each([
  ["never finishes", broken, "transient", "DOWNLOAD_FAILED"],
  ["stalls for ever", stalled, "transient", "DOWNLOAD_FAILED"],
  ["has it not", absent, "config", "MODEL_UNAVAILABLE"],
  ["sends other bytes", (r: ServerResponse) => void r.end(Buffer.alloc(MODEL.length)), "config", "MODEL_DIGEST"],
  ["sends too much", (r: ServerResponse) => void r.end(Buffer.concat([MODEL, MODEL])), "config", "MODEL_DIGEST"],
])("a server that %s is an error with a remedy, and leaves nothing behind", async (_name, answer, kind, code) => {
  const { base } = await serve(answer);
  const download = downloadModel("khm", { base, folder, pinned, patience: PATIENCE });
  await expect(download).rejects.toMatchObject({ kind, code, hint: expect.stringMatching(/\w/) });
  expect(await readdir(folder).catch(() => [])).toEqual([]);
});

test("without a network it says what to do; an unknown model is not asked for", async () => {
  const { base } = await serve(good);
  // Its port is not given back, or another program could answer there.
  server?.on("connection", (socket) => socket.destroy());
  const offline = downloadModel("khm", { base, folder, pinned });
  await expect(offline).rejects.toMatchObject({
    code: "DOWNLOAD_FAILED",
    hint: expect.stringContaining("HTTPS_PROXY"),
  });
  await expect(downloadModel("xyz", { folder })).rejects.toMatchObject({ kind: "config", code: "MODEL_UNKNOWN" });
});

test("models are kept where each system keeps such files", () => {
  expect(modelCacheFolder({ XDG_CACHE_HOME: "/x" }, "linux")).toMatch(/^\/x[\\/]malmoi/);
  expect(modelCacheFolder({}, "darwin")).toContain("Caches");
  expect(modelCacheFolder({ LOCALAPPDATA: "L" }, "win32")).toMatch(/^L[\\/]malmoi/);
});

test("every model that a language needs is pinned", async () => {
  const { LANGUAGES } = await import("@malmoi/schemas");
  expect(LANGUAGES.map(({ tesseract }) => tesseract).filter((name) => !(name in PINNED_MODELS))).toEqual([]);
  for (const { sha256: digest } of Object.values(PINNED_MODELS)) expect(digest).toMatch(/^[0-9a-f]{64}$/);
});
