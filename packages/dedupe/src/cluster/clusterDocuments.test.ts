import { ClusterMember } from "@malmoi/schemas";
import { expect, test } from "vitest";
import { mix32 } from "../hash.ts";
import { signatureOf } from "../signatureOf.ts";
import { encodeSketch } from "../sketch.ts";
import { clusterDocuments } from "./clusterDocuments.ts";
import type { ClusterEntry } from "./entry.ts";
import { UnionFind } from "./unionFind.ts";

/** A text of random syllables, and copies with every n-th character misread. */
const textOf = (seed: number, length = 800) =>
  Array.from({ length }, (_, index) => "กขคงจฉชซญดตถทนบปผพมยรลวสห".charAt(mix32(seed * 100_003 + index) % 25)).join("");
const misread = (text: string, every: number, offset = 0) =>
  Array.from(text, (letter, index) => (index % every === offset ? "ฮ" : letter)).join("");

const entryOf = (id: string, text: string, rest: Partial<ClusterEntry> = {}): ClusterEntry => {
  const { exact, sketch, chars } = signatureOf(text);
  return { id, exact, sketch, chars, quality: 0.9, rights: 0, year: null, released: false, path: `${id}.pdf`, ...rest };
};

async function* stream(entries: Iterable<ClusterEntry>): AsyncGenerator<ClusterEntry> {
  yield* entries;
}
const cluster = (entries: Iterable<ClusterEntry>, similarity = 0.5) => clusterDocuments(stream(entries), similarity);

test("exact and near copies make a cluster, other texts none", async () => {
  const text = textOf(1);
  const found = await cluster([
    entryOf("d", textOf(2)),
    entryOf("c", misread(text, 50)),
    entryOf("b", text),
    entryOf("a", `${text} !`),
  ]);
  expect(found.documents).toBe(4);
  expect(found.members.map((member) => ClusterMember.parse(member))).toMatchObject([
    { id: "a", representative: "a", size: 3, similarity: 1, kind: "exact" },
    { id: "b", representative: "a", size: 3, similarity: 1, kind: "exact" },
    { id: "c", representative: "a", size: 3, kind: "near" },
  ]);
  // 16 of 800 letters differ: 716 of 796 shingles are shared, a little less by weight since the others are rarer.
  expect(Math.abs((found.members[2]?.similarity ?? 0) - 0.89)).toBeLessThan(0.03);
});

const representativeOf = async (...entries: ClusterEntry[]) => (await cluster(entries)).members[0]?.representative;

test("the best copy represents: confidence, then characters, then id; a text layer is sure", async () => {
  const text = textOf(3);
  expect(await representativeOf(entryOf("a", text, { quality: 0.8 }), entryOf("b", text))).toBe("b");
  expect(await representativeOf(entryOf("a", text, { quality: 0.99 }), entryOf("b", text, { quality: null }))).toBe(
    "b",
  );
  expect(await representativeOf(entryOf("a", text, { chars: 5 }), entryOf("b", text, { chars: 6 }))).toBe("b");
  expect(await representativeOf(entryOf("b", text), entryOf("a", text))).toBe("a");
  expect(await representativeOf(entryOf("a", misread(text, 60), { quality: 0.5 }), entryOf("b", text))).toBe("b");
});

test("the threshold is kept: candidates below it are not joined", async () => {
  const text = textOf(4);
  const pair = [entryOf("a", text), entryOf("b", misread(text, 25))];
  const [similarity] = (await cluster(pair, 0.1)).members.map((member) => member.similarity).toSorted();
  expect(similarity).toBeGreaterThan(0.5);
  expect((await cluster(pair, (similarity ?? 0) + 0.01)).members).toEqual([]);
});

test("order does not matter", async () => {
  const entries = Array.from({ length: 40 }, (_, seed) => textOf(10 + seed)).flatMap((text, seed) =>
    [0, 1, 2, 3].map((copy) =>
      entryOf(`${seed}-${copy}`, copy === 0 ? text : misread(text, 30 + copy, copy), {
        quality: ((seed * copy) % 7) / 10,
      }),
    ),
  );
  const expected = (await cluster(entries)).members;
  expect(expected.length).toBeGreaterThan(120);
  for (let shuffle = 1; shuffle <= 5; shuffle += 1) {
    const shuffled = entries
      .map((entry, index) => ({ entry, at: mix32(shuffle * 1000 + index) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
    expect((await cluster(shuffled)).members).toEqual(expected);
  }
});

test("short texts are compared exactly only; texts without letters and ids that come again are nobody's copies", async () => {
  const found = await cluster([
    entryOf("a", "ข้าว"),
    entryOf("b", "ข้าว "),
    entryOf("c", "ข้าวๆ"),
    entryOf("d", "—"),
    entryOf("e", "..."),
    entryOf("a", "ข้าว"),
  ]);
  expect(found.documents).toBe(5);
  expect(found.members.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("one text 70,000 times", async () => {
  const entry = entryOf("x", textOf(5));
  const copies = function* (): Generator<ClusterEntry> {
    for (let copy = 0; copy < 70_000; copy += 1) yield { ...entry, id: copy.toString(36).padStart(4, "0") };
  };
  const { members } = await cluster(copies());
  expect(members).toHaveLength(70_000);
  expect(new Set(members.map(({ representative }) => representative))).toEqual(new Set(["0000"]));
  expect(members.map(({ id }) => id)).toEqual(members.map(({ id }) => id).toSorted());
});

// Three anchors that all have, everything else random: 12.5 million pairs if all were compared. All meet the first.
const crowd = function* (): Generator<ClusterEntry> {
  for (let document = 0; document < 5000; document += 1) {
    const hashes = Uint32Array.from({ length: 100 }, (_, at) => (at < 3 ? at + 1 : mix32(document * 1000 + at) | 64));
    const exact = signatureOf(`dokumen ${document}`).exact;
    yield { ...entryOf(String(document), "x"), exact, sketch: encodeSketch(hashes.toSorted()) };
  }
};

test("5,000 unlike texts in one bucket are not compared with each other, and that is said", async () => {
  const { members, fullBuckets } = await cluster(crowd());
  expect(members).toEqual([]);
  expect(fullBuckets).toBe(2);
});

test("50 copies of one text, each misread in its own places, are one cluster, though all their buckets are full", async () => {
  const text = textOf(40, 600);
  const copies = Array.from({ length: 50 }, (_, copy) => misread(text, 300, copy * 5));
  const { members, fullBuckets } = await cluster(copies.map((copy, at) => entryOf(String(at), copy)));
  expect(members).toHaveLength(50);
  expect(new Set(members.map(({ representative }) => representative)).size).toBe(1);
  expect(fullBuckets).toBeGreaterThan(100);
});

test("the better copy of the same quality: freer rights, then the older one; half a text never stands for the whole", async () => {
  const text = textOf(3);
  expect(await representativeOf(entryOf("a", text, { rights: 3 }), entryOf("b", text, { rights: 1 }))).toBe("b");
  expect(await representativeOf(entryOf("a", text), entryOf("b", text, { year: 1890 }))).toBe("b");
  expect(await representativeOf(entryOf("a", text, { year: 1900 }), entryOf("b", text, { year: 1890 }))).toBe("b");
  const cut = text.slice(0, 390);
  const whole = entryOf("b", text, { quality: 0.8 });
  expect(await representativeOf(entryOf("a", cut, { quality: 0.99 }), whole)).toBe("b");
  // What is longer because it is noise is no measure.
  expect(await representativeOf(entryOf("a", cut, { quality: 0.99 }), { ...whole, quality: 0.3 })).toBe("a");
});

test("a published row stays, and stands for better copies that come later", async () => {
  const text = textOf(7, 2000);
  const old = entryOf("old", misread(text, 30), { quality: 0.5, released: true });
  const { members } = await cluster([old, entryOf("new", text), entryOf("part", text.slice(0, 600))]);
  expect(
    members.map(({ id, representative, kind, representativeReleased }) => [
      id,
      representative,
      kind,
      representativeReleased,
    ]),
  ).toEqual([
    ["new", "old", "near", true],
    ["old", "old", "exact", true],
    ["part", "old", "contained", true],
  ]);
  // A book that holds more than the published chapter is new.
  const book = await cluster([{ ...old, exact: old.exact }, entryOf("book", textOf(8, 4000) + text)]);
  expect(book.members.map(({ id, representative, released }) => [id, representative, released])).toEqual([
    ["book", "book", false],
    ["old", "book", true],
  ]);
});

test("two books with a chapter in common stay two, even if the chapter is there by itself; it goes to one of them", async () => {
  const [one, two, chapter] = [textOf(23, 4000), textOf(24, 6000), textOf(25, 1500)];
  const entries = [
    entryOf("one", one + chapter, { quality: 0.8 }),
    entryOf("two", two + chapter, { quality: 0.8 }),
    entryOf("chapter", misread(chapter, 60), { quality: 0.99 }),
    entryOf("page", misread(chapter.slice(200, 700), 50), { quality: 0.99 }),
    entryOf("two again", misread(two + chapter, 70), { quality: 0.7 }),
  ];
  const { members } = await cluster(entries);
  const of = new Map(members.map(({ id, representative, kind }) => [id, [representative, kind]]));
  expect(of.get("two again")).toEqual(["two", "near"]);
  expect(of.get("one")?.[0] ?? "one").toBe("one");
  for (const part of ["chapter", "page"]) {
    expect(["one", "two"]).toContain(of.get(part)?.[0]);
    expect(of.get(part)?.[1]).toBe("contained");
  }
});

test("a page is found in a book of a hundred pages", async () => {
  const book = textOf(26, 100_000);
  const page = misread(book.slice(40_000, 41_000), 100);
  const { members } = await cluster([entryOf("book", book), entryOf("page", page), entryOf("other", textOf(27, 1000))]);
  expect(members.map(({ id, representative, kind }) => [id, representative, kind])).toEqual([
    ["book", "book", "exact"],
    ["page", "book", "contained"],
  ]);
});

test("a chapter is found in its book, two books that share a page are not one", async () => {
  const [book, other, page] = [textOf(20, 9000), textOf(21, 9000), textOf(22, 300)];
  const { members } = await cluster([
    entryOf("book", book + page),
    entryOf("chapter", misread(book.slice(2000, 3500), 40)),
    entryOf("other", other + page),
  ]);
  expect(members.map(({ id }) => id)).toEqual(["book", "chapter"]);
});

/** Ten works in three copies each, whose letters they have in common, so that each shares a little with each. */
const works = (): ClusterEntry[] => {
  const stock = Array.from({ length: 40 }, (_, index) => textOf(100 + index, 8));
  return Array.from({ length: 10 }, (_, work) => stock.join("") + textOf(200 + work, 1500)).flatMap((text, work) =>
    [0, 1, 2].map((copy) => entryOf(`${work}-${copy}`, copy === 0 ? text : misread(text, 40, copy))),
  );
};

test("a very badly read copy goes to the cluster that explains it; a strange text to none", async () => {
  const bad = (text: string) => Array.from(text, (letter, at) => (mix32(at + 9) % 10 < 3 ? "๛ฦ" : letter)).join("");
  const stock = Array.from({ length: 40 }, (_, index) => textOf(100 + index, 8)).join("");
  const { members } = await cluster([
    ...works(),
    entryOf("bad", bad(stock) + bad(textOf(204, 1500))),
    entryOf("strange", bad(stock) + bad(textOf(299, 1500))),
  ]);
  const of = new Map(members.map(({ id, representative }) => [id, representative]));
  expect(of.get("bad")).toBe(of.get("4-0"));
  expect(of.has("strange")).toBe(false);
  expect(new Set(of.values()).size).toBe(10);
});

/** Sixty deeds of ten sentences out of a hundred, and of every fifth a bad reading. */
const deeds = (): { id: string; sentences: readonly number[]; text: string }[] =>
  Array.from({ length: 60 }, (_, deed) => deed).flatMap((deed) => {
    const sentences = Array.from({ length: 10 }, (_, at) => mix32(deed * 31 + at) % 100);
    const text = sentences.map((sentence) => textOf(700 + sentence, 90)).join("");
    const copies = deed % 5 === 0 ? [text, misread(text, 12, deed % 7)] : [text];
    return copies.map((copy, at) => ({ id: `${deed}.${at}`, sentences, text: copy }));
  });

test("deeds that are put together from the same sentences stay, and their bad copies go to them", async () => {
  const all = deeds();
  const { members } = await cluster(
    all.map(({ id, text }) => entryOf(id, text, { quality: id.endsWith(".0") ? 0.9 : 0.7 })),
    0.3,
  );
  expect(members.map(({ id, representative }) => [id, representative])).toEqual(
    all
      .filter(({ id }) => Number(id.split(".")[0]) % 5 === 0)
      .map(({ id }) => [id, id.replace(/1$/, "0")])
      .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
});

test("versions that have grown apart step by step: nothing is left out of which less than half stands", async () => {
  const parts = Array.from({ length: 30 }, (_, part) => textOf(800 + part, 150));
  const versions = Array.from({ length: 21 }, (_, first) => parts.slice(first, first + 10).join(""));
  const { members } = await cluster(
    versions.map((text, at) => entryOf(String(at), text)),
    0.3,
  );
  expect(members.length).toBeGreaterThan(15);
  const apart = members.map(({ id, representative }) => Math.abs(Number(id) - Number(representative)));
  expect(Math.max(...apart)).toBeLessThanOrEqual(5);
  expect(new Set(members.map(({ representative }) => representative)).size).toBeLessThanOrEqual(4);
});

test("a damaged signature is refused with a remedy", async () => {
  await expect(cluster([{ ...entryOf("a", textOf(6)), sketch: "AAAA" }])).rejects.toMatchObject({
    kind: "input",
    code: "SIGNATURE_DAMAGED",
  });
});

test("disjoint sets: the least member is the root", () => {
  const sets = new UnionFind(6);
  sets.union(5, 3);
  sets.union(4, 5);
  sets.union(1, 2);
  expect([0, 1, 2, 3, 4, 5].map((member) => sets.find(member))).toEqual([0, 1, 1, 3, 3, 3]);
  sets.union(2, 4);
  expect(sets.find(5)).toBe(1);
});
