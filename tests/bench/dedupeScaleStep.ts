import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  attachStep,
  StepFolder,
  joinStep,
  meet,
  type Meeting,
  membersStep,
  rarityStep,
  type Segment,
  verifyStep,
  writeSegment,
} from "@malmoi/dedupe";
import { z } from "zod";
import { documentsIn, KINDS, plantedDocuments } from "./plantedDocuments.ts";

// One step of tests/bench/dedupeScale.ts, in a process of its own, so that its memory can be seen.

const [folder = "", step = "", corpusKind = "", ...numbers] = process.argv.slice(2);
const kind = z.enum(KINDS).parse(corpusKind);
const [documents = 0, hashes = 0, segmentCount = 0, from = 0, to = 0, ...parts] = numbers.map(Number);
const steps = new StepFolder(folder);
const noteOf = (name: string): string => join(folder, `${name}.json`);
const note = (name: string, value: unknown): void => writeFileSync(noteOf(name), JSON.stringify(value));
// The notes are those of this script's own steps, a moment ago.
const noted = <T>(name: string): T => JSON.parse(readFileSync(noteOf(name), "utf8"));

const count = (end: number): number[] => Array.from({ length: end }, (_, index) => index);
const segments = () =>
  count(segmentCount).map((index) => steps.segment(`segment-${index}`, noted<Segment>(`segment-${index}`)));
const rarity = steps.input("rarity", "rarity.bin");

switch (step) {
  case "segment":
    for (const [index, own] of documentsIn({ documents, hashes, kind }, from, to, segmentCount).entries()) {
      const name = `segment-${from + index}`;
      note(name, await writeSegment(plantedDocuments(own, { documents, hashes, kind }), steps.output(name)));
    }
    break;
  case "rarity":
    await rarityStep(segments(), steps.output("rarity"));
    break;
  case "meet":
    note(`meet-${from}`, await meet(segments(), { from, to }, steps.output(`meet-${from}`)));
    break;
  case "verify": {
    const meetings = parts.map((part) => ({
      ...noted<Meeting>(`meet-${part}`),
      pairs: steps.input(`meet-${part}`, "pairs.bin"),
    }));
    const request = { segments: segments(), meetings, rarity, similarity: 0.3, part: { from, to } };
    await verifyStep(request, steps.output(`verify-${from}`));
    break;
  }
  case "join":
    note(
      "join",
      await joinStep(
        segments(),
        parts.map((part) => steps.input(`verify-${part}`, "edges.bin")),
        steps.output("join"),
      ),
    );
    break;
  case "attach": {
    const [tops, profiles, families] = ["tops", "profiles", "families"].map((name) =>
      steps.input("join", `${name}.bin`),
    );
    if (tops === undefined || profiles === undefined || families === undefined) break;
    await attachStep(
      { segments: segments(), tops, profiles, families, part: { from, to } },
      steps.output(`attach-${from}`),
    );
    break;
  }
  case "members": {
    const attached = parts.map((part) => steps.input(`attach-${part}`, "attached.bin"));
    const tops = steps.input("join", "tops.bin");
    note("members", await membersStep({ segments: segments(), rarity, tops, attached }, steps.output("members")));
    break;
  }
  default:
    throw new Error(`no step ${step}`);
}
