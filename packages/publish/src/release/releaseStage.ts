import { digestOf, type Stage } from "@malmoi/core";
import { release } from "./release.ts";
import { ReleaseInput, type ReleaseItem, type ReleaseOptions, ReleaseSummary } from "./releaseRecords.ts";

/**
 * The whole release as one task: Parquet shards, dataset card, manifest, statistics under `release/`, and what became
 * of every document in `outcomes.jsonl`. On top of a published release it writes only the shards that are new or that
 * hold a row which is gone or changed.
 */
export const releaseStage: Stage<ReleaseItem, ReleaseOptions, ReleaseInput, ReleaseSummary> = {
  name: "publish.release",
  version: "7",
  input: ReleaseInput,
  output: ReleaseSummary,
  limits: { deadlineSeconds: 4 * 3600, memoryMegabytes: 4000, attempts: 2 },
  *plan({ documents, clusters, totals, released, takedowns }, options) {
    yield {
      label: `release of ${options.name}`,
      inputs: [
        documents.sha256,
        clusters.sha256,
        digestOf(totals),
        released === null ? "" : digestOf([released.record, released.rows.sha256]),
        digestOf(takedowns),
      ],
      options,
      input: { documents, clusters, totals, released, takedowns, options },
    };
  },
  run: release,
};
