import { type Bounds, type Codec, CODECS } from "./codecs.ts";
import { type Compress, dataPage, dictionaryPage, ENCODING, type Page } from "./compressPage.ts";
import { emptyDictionary, placesIn } from "./dictionary.ts";
import { GrowingBytes } from "./growingBytes.ts";
import { writeHybrid } from "./hybrid.ts";
import type { Leaf } from "./leaves.ts";
import { misfit, type Slots } from "./shred.ts";

/** What is remembered of a page until its group is full. */
export interface PageFacts {
  readonly slots: number;
  readonly nulls: number;
  readonly rows: number;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly encoding: number;
  /** Undefined if all is null. */
  readonly bounds: Bounds | undefined;
}

/** The pages of one column in one group of rows. */
export interface Chunk {
  readonly leaf: Leaf;
  readonly dictionary: Page | undefined;
  readonly pages: readonly PageFacts[];
}

export interface ColumnWriter extends Slots {
  /** What was added since the last page as the next one. */
  page(rows: number): Page;
  /** Ends a group. */
  endGroup(): Chunk;
}

/** Pages are put together here, one after the other, and their levels. */
const scratch = new GrowingBytes();
const hybrid = new GrowingBytes();

/** Levels up to `highest`, after their size in bytes; nothing if there is but one level. */
function writeLevels(out: GrowingBytes, levels: readonly number[], highest: number): void {
  if (highest === 0) return;
  hybrid.clear();
  writeHybrid(hybrid, levels, 32 - Math.clz32(highest));
  out.uint32(hybrid.length);
  out.bytes(hybrid.written());
}

function writerOf<Value extends string | number>(leaf: Leaf, codec: Codec<Value>, compress: Compress): ColumnWriter {
  /** Of the group. Once a page goes without it, so do the others. */
  let dictionary = emptyDictionary<Value>();
  let pays = true;
  let pages: PageFacts[] = [];
  /** Of the page to come: values that are there, and the levels of all. */
  let values: Value[] = [];
  let definitions: number[] = [];
  let repetitions: number[] = [];

  return {
    add(value, definition, repetition) {
      if (value === undefined || value === null) definitions.push(definition);
      else {
        values.push(codec.take(value) ?? misfit(value, leaf.name));
        definitions.push(leaf.definition);
      }
      if (leaf.repetition > 0) repetitions.push(repetition);
    },
    page(rows) {
      scratch.clear();
      writeLevels(scratch, repetitions, leaf.repetition);
      writeLevels(scratch, definitions, leaf.definition);
      const places = pays && values.length > 0 ? placesIn(dictionary, values, codec.size) : undefined;
      if (values.length > 0) pays = places !== undefined;
      let distinct: readonly Value[] = values;
      if (places === undefined) {
        for (const value of values) codec.write(scratch, value);
      } else {
        ({ dictionary } = places);
        const width = Math.max(1, 32 - Math.clz32(dictionary.places.size - 1));
        scratch.byte(width);
        writeHybrid(scratch, places.found, width);
        const used = new Set(places.found);
        distinct = [...dictionary.places].filter(([, place]) => used.has(place)).map(([value]) => value);
      }
      const bounds = codec.bounds(distinct);
      const encoding = places === undefined ? ENCODING.plain : ENCODING.dictionary;
      const { length: slots } = definitions;
      const page = dataPage(compress, scratch.written(), slots, encoding);
      const { bytes, plainBytes } = page;
      pages.push({ slots, nulls: slots - values.length, rows, bytes, plainBytes, encoding, bounds });
      values = [];
      definitions = [];
      repetitions = [];
      return page;
    },
    endGroup() {
      let page: Page | undefined;
      if (dictionary.places.size > 0) {
        scratch.clear();
        for (const value of dictionary.places.keys()) codec.write(scratch, value);
        page = dictionaryPage(compress, scratch.written(), dictionary.places.size);
      }
      const chunk = { leaf, dictionary: page, pages };
      dictionary = emptyDictionary();
      pays = true;
      pages = [];
      return chunk;
    },
  };
}

export function columnWriter(leaf: Leaf, compress: Compress): ColumnWriter {
  if (leaf.type === "string") return writerOf(leaf, CODECS.string, compress);
  return writerOf(leaf, CODECS[leaf.type], compress);
}
