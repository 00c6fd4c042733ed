import type { Changes } from "../release/placeRows.ts";
import type { Change, Released } from "../release/releaseRecords.ts";
import { type Facts, publishedLanguages } from "./facts.ts";
import { counted, grouped, plain } from "./markdown.ts";

/** What a version changes, as lines for the changelog. It has no date: the same build of another day is the same. */
export function changeOf(facts: Omit<Facts, "history">, changes: Changes, before: Released | undefined): Change {
  const { statistics, totals, options, takedowns, version } = facts;
  const { published, dropped, duplicate } = statistics.outcomes;
  const lines = [
    `${counted(published.documents, "document")} in ${counted(publishedLanguages({ ...facts, history: [] }).length, "language")}, from ` +
      `${counted(totals.pages, "page")} in ${counted(totals.files - totals.ignored, "file")}.`,
    `Left out: ${counted(dropped.documents, "document")} by rules, ${counted(duplicate.documents, "duplicate")}.`,
  ];
  if (before !== undefined) {
    const { added, changed, removed, touched } = changes;
    lines.push(
      `Since v${before.version}: ${counted(added, "row")} added, ${grouped(changed)} changed, ${grouped(removed)} removed; ` +
        `${counted(touched.size, "shard")} written anew or gone, all others are the same files.`,
    );
  }
  lines.push(...takedownLines(takedowns.slice(before?.takedowns ?? 0)));
  lines.push(`Made by Malmoi ${plain(options.pipelineVersion)}.`);
  return { version, lines };
}

/** Takedowns of one day and reason together: a line for each group. */
function takedownLines(takedowns: Facts["takedowns"]): string[] {
  const groups = new Map<string, { date: string; reason: string; count: number }>();
  for (const { date, reason } of takedowns) {
    const group = groups.get(`${date} ${reason}`) ?? { date, reason, count: 0 };
    group.count += 1;
    groups.set(`${date} ${reason}`, group);
  }
  return [...groups.values()].map(
    ({ date, reason, count }) => `Taken down on ${date}: ${counted(count, "document")} (${plain(reason)}).`,
  );
}
