import { InputError } from "@malmoi/core";

export interface Label {
  readonly id: string;
  readonly keep: boolean;
}

export interface Labels {
  readonly labels: readonly Label[];
  /** Lines whose label is empty: not looked at yet. */
  readonly empty: number;
}

/**
 * Reads labels, by the file's first character: JSON Lines of `{id, label}`, or CSV whose first line names the columns
 * `id` and `label` among any others. A label is `keep` or `drop`. Of an id that comes twice the last label counts.
 * Throws `InputError` BAD_LABELS.
 */
export function readLabels(text: string, file: string): Labels {
  const content = text.replace(/^\ufeff/, "");
  const rows = content.trimStart().startsWith("{") ? jsonRows(content, file) : csvRows(content, file);
  const labels = new Map<string, boolean>();
  let empty = 0;
  for (const { id, label, line } of rows) {
    const word = label.trim().toLowerCase();
    if (word === "") empty += 1;
    else if (word === "keep" || word === "drop") labels.set(id.trim(), word === "keep");
    else throw bad(file, line, `the label is ${JSON.stringify(label)}`);
  }
  return { labels: [...labels].map(([id, keep]) => ({ id, keep })), empty };
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly line: number;
}

function jsonRows(text: string, file: string): Row[] {
  return text.split("\n").flatMap((content, index): Row[] => {
    if (content.trim() === "") return [];
    let value: unknown;
    try {
      value = JSON.parse(content);
    } catch {
      throw bad(file, index + 1, "it is not JSON");
    }
    const fields = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
    const [id, label] = [fields.get("id"), fields.get("label") ?? ""];
    if (typeof id !== "string" || typeof label !== "string") throw bad(file, index + 1, "it has no id and label");
    return [{ id, label, line: index + 1 }];
  });
}

function csvRows(text: string, file: string): Row[] {
  const [head, ...rest] = parseCsv(text);
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  const [id, label] = [names.indexOf("id"), names.indexOf("label")];
  if (id < 0 || label < 0) throw bad(file, 1, "it does not name the columns id and label");
  return rest
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .map(({ cells, line }) => ({ id: cells[id] ?? "", label: cells[label] ?? "", line }));
}

/** RFC 4180; semicolons, which spreadsheets of many countries write, part cells where the first line has no comma. */
function parseCsv(text: string): { readonly cells: readonly string[]; readonly line: number }[] {
  const firstLine = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const comma = firstLine.includes(",") ? "," : ";";
  const rows: { cells: string[]; line: number }[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let line = 1;
  let began = 1;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\n") line += 1;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === "") isQuoted = true;
    else if (character === comma) {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") {
      rows.push({ cells: [...cells, cell], line: began });
      [cells, cell, began] = [[], "", line];
    } else if (character !== "\r") cell += character;
  }
  if (cell !== "" || cells.length > 0) rows.push({ cells: [...cells, cell], line: began });
  return rows;
}

function bad(file: string, line: number, why: string): InputError {
  return new InputError(`${file}, line ${line}: ${why}`, {
    code: "BAD_LABELS",
    hint: "Labels are CSV with the columns id and label, or JSON Lines of {id, label}; a label is keep or drop.",
  });
}
