import { InputError } from "@malmoi/core";
import { errorRate, openScan, readTruth, renderPreview } from "@malmoi/ocr";
import type { Page } from "@malmoi/schemas";
import { type Html, html } from "../report/html.ts";
import { percent } from "../terminal/format.ts";
import { diff } from "./diff.ts";
import type { MeasuredPage } from "./measured.ts";

/** Enough to read the print of an ordinary page; about 100 KB each. */
const PREVIEW_WIDTH = 900;
/** Pages of one scan that are pictured. */
const PICTURED = 2;

async function preview(path: string, page: number): Promise<Html> {
  try {
    const { format } = await openScan(path);
    const jpeg = await renderPreview(path, format, page, PREVIEW_WIDTH);
    const source = `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`;
    return html`<img class="scan" src="${source}" alt="Scan, page ${page}" loading="lazy" />`;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return html`<p class="note">No picture: ${error.message}.</p>`;
  }
}

/** Everything a page says of itself but its text and boxes, so that a new note shows without a change here. */
function notes(page: Page): Html {
  const { number, text: _text, blocks: _blocks, confidence, coverage, ...others } = page;
  const said = Object.entries(others).map(([name, value]) => [name, [value].flat().join("; ")] as const);
  const told = said.filter(([, value]) => value !== "").map(([name, value]) => `${name} ${value}`);
  const shares = `confidence ${percent(confidence)}, coverage ${percent(coverage)}`;
  return html`<p class="note">Page ${number}: ${shares}, ${told.join(", ")}</p>`;
}

/** One page of the report: what it cost, what was done to it, its picture beside the comparison. */
export async function worstPage({ set, gold, language, score, pages }: MeasuredPage): Promise<Html> {
  const truth = await readTruth(gold.truth);
  const read = pages.map(({ text }) => text).join("\n\n");
  const { characters, flexible, words, error } = score;
  const failed = error !== undefined;
  const pictures = [];
  for (const page of pages.slice(0, PICTURED)) {
    // oxlint-disable-next-line no-await-in-loop -- one page in memory at a time
    pictures.push(await preview(gold.image, page.number));
  }
  return html`<article class="sample">
    <header>
      <h3><b>${gold.name}</b> <small>${set}, ${language.name}</small></h3>
      <p>
        ${characters.edits} errors in ${characters.length} characters: CER ${percent(errorRate(characters))}
        (${percent(errorRate(flexible))} in any order), WER ${percent(errorRate(words))}
      </p>
    </header>
    ${failed && html`<p class="failed">Not read: ${error.message} (${error.code}). ${error.hint}</p>`}
    ${pages.map(notes)}
    <div class="beside">
      <div class="frame">
        ${pictures}${pages.length > PICTURED && html`<p class="note">${pages.length - PICTURED} more pages.</p>`}
      </div>
      <div>${diff(truth, read, language)}</div>
    </div>
  </article>`;
}
