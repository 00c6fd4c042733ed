import { ConfigError, localStore, readJsonLinesWith, readRecord } from "@malmoi/core";
import { CleanDocument, ClusterMember, DocumentEntry, LedgerEntry } from "@malmoi/schemas";
import type { Corpus } from "../build/corpus.ts";
import { count, counted, percent, table } from "../terminal/format.ts";
import { isMeant } from "./isMeant.ts";
import { sideBySide } from "./sideBySide.ts";
import { wordDiff, wordsOf } from "./wordDiff.ts";

/** A member of a cluster with all that decided which one stands. */
interface Member extends ClusterMember {
  readonly entry: DocumentEntry;
  readonly outcome: string;
  /** Files of the same bytes. */
  readonly sameFiles: readonly string[];
}

interface Options {
  readonly json: boolean;
  readonly limit: number;
}

const linesOf = (runFolder: string, name: string): AsyncIterable<Uint8Array> =>
  localStore(runFolder).stream(`${name}.jsonl`);

async function findMeant(corpus: Corpus, runFolder: string, name: string): Promise<{ id: string; path: string }> {
  let found: { id: string; path: string } | undefined;
  for await (const { document, path } of readJsonLinesWith(linesOf(runFolder, "ledger"), LedgerEntry, [name])) {
    if (document === null || !isMeant(name, document, path)) continue;
    if (document === name || path === name) return { id: document, path };
    found ??= { id: document, path };
  }
  if (found !== undefined) return found;
  throw new ConfigError(`the corpus has no document or file ${name}`, {
    code: "NO_DOCUMENT",
    hint: `List what was left out as a copy with: malmoi inspect ${corpus.root} --sql "SELECT * FROM clusters"`,
  });
}

/** The members of the cluster of a document, the one that stands first; none if it has no duplicates. */
async function membersWith(runFolder: string, id: string, most: number): Promise<{ members: Member[]; all: number }> {
  let representative: string | undefined;
  const clusters = (text: string): AsyncGenerator<ClusterMember> =>
    readJsonLinesWith(linesOf(runFolder, "clusters"), ClusterMember, [text]);
  for await (const member of clusters(id)) if (member.id === id) representative = member.representative;
  if (representative === undefined) return { members: [], all: 0 };
  const found = new Map<string, ClusterMember>();
  let all = 0;
  for await (const member of clusters(representative)) {
    if (member.representative !== representative) continue;
    all += 1;
    // The one that was asked for and the one that stands are always among those that are shown.
    if (member.id === id || member.id === representative || found.size < most) found.set(member.id, member);
  }
  const ids = [...found.keys()];
  const files = new Map<string, { outcome: string; sameFiles: string[] }>();
  for await (const { document, path, outcome, reasons } of readJsonLinesWith(
    linesOf(runFolder, "ledger"),
    LedgerEntry,
    ids,
  )) {
    if (document === null || !found.has(document)) continue;
    const known = files.get(document) ?? { outcome: "", sameFiles: [] };
    files.set(document, known);
    if (reasons.some(({ value }) => value === "the same file")) known.sameFiles.push(path);
    else if (outcome !== "blank" && outcome !== "quarantined") known.outcome = outcome;
  }
  const members: Member[] = [];
  for await (const entry of readJsonLinesWith(linesOf(runFolder, "documents"), DocumentEntry, ids)) {
    const member = found.get(entry.id);
    const file = files.get(entry.id);
    if (member !== undefined)
      members.push({ ...member, entry, outcome: file?.outcome ?? "", sameFiles: file?.sameFiles ?? [] });
  }
  const order = (member: Member): number => (member.id === representative ? -1 : 1 - member.similarity);
  return { members: members.toSorted((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1)), all };
}

const pathOf = ({ entry }: Member): string => `${entry.folder}/${entry.path}`;
const qualityOf = ({ entry }: Member): number | null =>
  entry.signals["ocr_quality"] ?? entry.signals["ocr_confidence"] ?? null;
const isFirst = ({ id, representative }: Member): boolean => id === representative;

function relation(member: Member): string {
  if (isFirst(member)) return "stands";
  return member.kind === "exact" ? "the same text" : `${member.kind} ${percent(member.similarity)}`;
}

function memberTable(members: readonly Member[]): string {
  const rows = members.map((member) => {
    const { id, entry, released, outcome } = member;
    const quality = qualityOf(member);
    return [
      id.slice(0, 8),
      relation(member),
      released ? `${outcome}, released before` : outcome,
      quality === null ? "text layer" : percent(quality),
      count(entry.text.chars),
      entry.provenance.license ?? entry.provenance.rights ?? "",
      entry.provenance.date ?? "",
      [pathOf(member), ...member.sameFiles.map((path) => `= ${path}`)].join(" "),
    ];
  });
  return table([["id", "how", "outcome", "quality", "characters", "rights", "date", "file"], ...rows], { indent: "" });
}

async function textOf(corpus: Corpus, { entry }: Member): Promise<string> {
  const bytes = await localStore(corpus.work).read(entry.clean.key);
  return readRecord(bytes, CleanDocument).text;
}

/**
 * Prints the duplicates that a document belongs to, given by its id or path: what decided which one stands, and what
 * differs between it and each of the others, side by side. Throws `ConfigError` if there is no such document.
 */
export async function printCluster(
  corpus: Corpus,
  runFolder: string,
  name: string,
  { json, limit }: Options,
): Promise<void> {
  const meant = await findMeant(corpus, runFolder, name);
  const { members, all } = await membersWith(runFolder, meant.id, limit);
  const [first, ...others] = members;
  if (first === undefined) {
    process.stdout.write(
      json ? `${JSON.stringify({ cluster: null, size: 1, members: [] })}\n` : `${meant.path} has no duplicates.\n`,
    );
    return;
  }
  const left = wordsOf(await textOf(corpus, first));
  const differences = async (member: Member): Promise<ReturnType<typeof wordDiff>> =>
    wordDiff(left, wordsOf(await textOf(corpus, member)));
  if (json) {
    const shown = [];
    for (const member of members) {
      const { id, kind, similarity, released, outcome, sameFiles, entry } = member;
      // oxlint-disable-next-line no-await-in-loop -- one text in memory at a time
      const parts = isFirst(member) ? [] : await differences(member);
      const changes = parts.map((part) =>
        part.same ? { same: part.left.length } : { stands: part.left.join(""), other: part.right.join("") },
      );
      const { license, rights, date } = entry.provenance;
      shown.push({
        id,
        path: pathOf(member),
        sameFiles,
        stands: isFirst(member),
        outcome,
        kind,
        similarity,
        released,
        quality: qualityOf(member),
        characters: entry.text.chars,
        license,
        rights,
        date,
        changes,
      });
    }
    process.stdout.write(`${JSON.stringify({ cluster: first.representative, size: all, members: shown })}\n`);
    return;
  }
  process.stdout.write(`cluster ${first.representative}: ${counted(all, "document")}\n\n${memberTable(members)}\n`);
  if (all > members.length)
    process.stdout.write(`... and ${count(all - members.length)} more; raise --limit to see them\n`);
  const width = process.stdout.columns ?? 120;
  const colour = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;
  for (const member of others) {
    process.stdout.write(`\n${pathOf(first)}  |  ${pathOf(member)}: ${relation(member)}\n\n`);
    // oxlint-disable-next-line no-await-in-loop -- one text in memory at a time
    for (const line of sideBySide(await differences(member), { width, colour })) process.stdout.write(`${line}\n`);
  }
}
