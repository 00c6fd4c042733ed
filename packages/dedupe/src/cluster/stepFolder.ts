import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { InputError, localStore } from "@malmoi/core";
import type { Input, Output } from "./files.ts";
import type { Segment, SegmentInput } from "./segment.ts";

/** A folder in which steps put files and find those of others. */
export class StepFolder {
  readonly #folder: string;
  readonly #store;

  constructor(folder: string) {
    this.#folder = folder;
    this.#store = localStore(folder);
  }

  output(step: string): Output {
    return {
      write: async (name, data) => await this.#store.write(`${step}/${name}`, data),
      scratch: async () => {
        const scratch = join(this.#folder, "scratch");
        await mkdir(scratch, { recursive: true });
        return await mkdtemp(join(scratch, "step-"));
      },
    };
  }

  input(step: string, name: string): Input {
    const key = `${step}/${name}`;
    return {
      stream: () => this.#store.stream(key),
      open: async () => await this.#store.open(key),
      damaged: async () =>
        new InputError(`${join(this.#folder, key)} is damaged`, {
          code: "WORK_DAMAGED",
          hint: "Check the disk, and run the same command again: it is written anew.",
        }),
    };
  }

  segment(step: string, segment: Segment): SegmentInput {
    return {
      ...segment,
      sketches: this.input(step, "sketches.bin"),
      index: this.input(step, "index.bin"),
      anchors: this.input(step, "anchors.bin"),
      members: this.input(step, "members.jsonl"),
    };
  }
}
