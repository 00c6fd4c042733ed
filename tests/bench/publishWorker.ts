import { openShards, planUpload, publishToHub } from "@malmoi/publish";
import { Row } from "@malmoi/schemas";
import { createReadStream, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";

// One measured step in a process of its own, which prints seconds and its peak of resident memory in MB:
// publishWorker.ts upload <release> <hub> | publishWorker.ts write <rows.jsonl> <table.parquet>
const [step = "", from = "", to = ""] = process.argv.slice(2);

/** Seconds of a step, and of what the report tells beside it. */
interface Times {
  readonly seconds: number;
  readonly beside: number;
}

/** A release writes many tables in one process: the second is measured, and the first, which loads the writer, beside it. */
async function write(): Promise<Times> {
  const [first, second] = [await writeOnce(), await writeOnce()];
  return { seconds: second / 1000, beside: first / 1000 };
}

/** As a release writes a shard: rows come one by one. Reading them is not part of the time. In milliseconds. */
async function writeOnce(): Promise<number> {
  let milliseconds = 0;
  async function timed<T>(work: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const result = await work();
    milliseconds += performance.now() - began;
    return result;
  }
  const shards = openShards({
    name: "bench",
    pathOf: () => to,
    scratch: dirname(to),
    textBytes: Infinity,
    write: async (path, parquet) => await writeFile(path, parquet),
  });
  for await (const line of createInterface(createReadStream(from))) {
    const row = Row.parse(JSON.parse(line));
    await timed(async () => await shards.add(row));
  }
  await timed(async () => await shards.close());
  return milliseconds;
}

/** Beside it until all is committed: the Python client does no more than that. */
async function upload(): Promise<Times> {
  // Python has loaded its HTTP client before its clock starts; Node.js loads what an answer is when it is first asked for.
  await new Response("").text();
  const began = performance.now();
  const since = (): number => (performance.now() - began) / 1000;
  let committed = 0;
  const target = { hubUrl: to, token: "hf_write", namespace: "archive", name: "malmoi", private: false };
  await publishToHub(await planUpload(from), target, {
    report(event) {
      if (event.type === "step" && event.message === "Reading it back") committed = since();
    },
  });
  return { seconds: since(), beside: committed };
}

const times = await (step === "write" ? write() : upload());
// Not `maxRSS`, which a process has from the one that started it.
const peak = /VmHWM:\s*(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
process.stdout.write(JSON.stringify({ ...times, megabytes: Number(peak) / 1024 }));
