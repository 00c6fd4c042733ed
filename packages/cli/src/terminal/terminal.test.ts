import type { ProgressEvent } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { displayWidth, duration, table } from "./format.ts";
import { paceOf, progressPrinter, stageLine } from "./progress.ts";
import { ledgerTable } from "./summary.ts";

test("durations are said as people say them", () => {
  expect([0, 8_400, 60_000, 200_000, 7_500_000].map(duration)).toEqual([
    "0 s",
    "8 s",
    "1 min 0 s",
    "3 min 20 s",
    "2 h 5 min",
  ]);
});

test("columns stand under each other in every script", () => {
  const lines = table([
    ["name", "n"],
    ["한국어", "5"],
    ["ไทย", "1,000"],
  ]).split("\n");
  expect(displayWidth("한국어")).toBe(6);
  expect(displayWidth("กำลัง")).toBeLessThan(5);
  expect(new Set(lines.slice(1).map(displayWidth)).size).toBe(1);
});

test("pace and time left leave out what was done before", () => {
  const progress = {
    stage: "ocr.page",
    tasks: 100,
    before: 40,
    done: 21,
    quarantined: 1,
    elapsed: 12_500,
    first: 2_500,
  };
  expect(paceOf(progress)).toEqual({ perSecond: 2, left: 19_500 });
  expect(stageLine(progress, false)).toMatch(/61 of 100 pages, 40 done before, 1 quarantined, 2\.0\/s, 20 s left$/);
  expect(stageLine({ ...progress, tasks: 61 }, true)).toMatch(
    /█{24} {2}61 pages, 40 done before, 1 quarantined, 1\.7\/s, 13 s$/,
  );
  // Before there are a few, a rate would be chance.
  expect(paceOf({ ...progress, done: 2 })).toBeUndefined();
});

test("on a narrow terminal the bar gives way to what is said", () => {
  const progress = { stage: "ocr.page", tasks: 9_000, before: 0, done: 4_500, quarantined: 9, elapsed: 9e6, first: 0 };
  const line = stageLine(progress, false, 90);
  expect(line).toHaveLength(90);
  expect(line).toMatch(/4,500 of 9,000 pages, 9 quarantined, 0\.5\/s, 2 h 30 min left$/);
});

const EVENTS: ProgressEvent[] = [
  { type: "run-started", run: "r", corpus: "/c", workers: 2 },
  { type: "stage-planned", stage: "ocr.page", tasks: 2, done: 0 },
  { type: "task-done", stage: "ocr.page", key: "k", label: "a", milliseconds: 1, peakMegabytes: 1 },
  {
    type: "task-quarantined",
    stage: "ocr.page",
    key: "k",
    label: "b.png",
    error: { kind: "input", code: "BAD", message: "it is bad", hint: "mend it" },
  },
  { type: "stage-done", stage: "ocr.page", ran: 2, quarantined: 1 },
];

function printed(isTTY: boolean, json: boolean): string {
  let text = "";
  const print = progressPrinter({ write: (piece) => (text += piece), isTTY, columns: 60 }, json);
  for (const event of EVENTS) print(event);
  return text;
}

test("plain lines where nobody looks at a terminal, bars where somebody does, JSON for machines", () => {
  expect(
    printed(false, false)
      .split("\n")
      .filter((line) => line !== ""),
  ).toEqual([
    "Building /c with 2 workers",
    "  ! b.png: it is bad (BAD)",
    expect.stringMatching(/ocr\.page .* 2 pages, 1 quarantined/),
  ]);
  const bars = printed(true, false);
  expect(bars).toContain("\r\u001B[K");
  for (const line of bars.split(/[\r\n]/)) expect(line.replace("\u001B[K", "").length).toBeLessThan(80);
  expect(
    printed(false, true)
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line)),
  ).toEqual(EVENTS);
});

test("the ledger is shown with its addition", () => {
  const totals = {
    files: 3,
    ignored: 1,
    pages: 1_003,
    published: 1_000,
    dropped: 2,
    duplicate: 0,
    blank: 1,
    quarantined: 0,
  };
  const text = ledgerTable(totals);
  expect(text).toContain("1,003 pages of 2 files, each accounted for: 1,000 + 2 + 1 = 1,003");
  expect(text).not.toContain("quarantined");
  expect(text).toContain("1 text file beside the scans ignored");
});
