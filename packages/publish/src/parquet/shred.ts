import type { Columns, ColumnType, ColumnValue, ColumnValues } from "./columnType.ts";

/** Takes what rows hold in one column without parts. */
export interface Slots {
  /**
   * A value, or undefined or null in the place of one that is missing because it or an ancestor is null or an empty
   * list. Throws if it does not fit.
   *
   * @param definition how many of its ancestors that could be missing are there
   * @param repetition at which depth of lists it goes on; 0 begins a row
   */
  add(value: ColumnValue | undefined, definition: number, repetition: number): void;
}

type Visit = (value: ColumnValue | undefined, definition: number, repetition: number) => void;

const isNull = (value: ColumnValue | undefined): value is null | undefined => value === null || value === undefined;
const isList = (value: ColumnValue): value is readonly ColumnValue[] => Array.isArray(value);
const isStruct = (value: ColumnValue): value is ColumnValues => typeof value === "object" && !Array.isArray(value);

export function misfit(value: ColumnValue, name: string): never {
  throw new Error(`${JSON.stringify(value).slice(0, 100)} does not fit the column ${name}`);
}

/** @param depth how many lists the column is in */
function visitor(type: ColumnType, name: string, slots: Iterator<Slots>, depth: number): Visit {
  if (typeof type === "string") {
    const next = slots.next();
    if (next.done === true) throw new Error(`nobody takes the column ${name}`);
    return (value, definition, repetition) => next.value.add(value, definition, repetition);
  }
  if ("list" in type) {
    const visit = visitor(type.list, name, slots, depth + 1);
    return (value, definition, repetition) => {
      if (isNull(value)) return visit(undefined, definition, repetition);
      if (!isList(value)) return misfit(value, name);
      if (value.length === 0) return visit(undefined, definition + 1, repetition);
      for (let at = 0; at < value.length; at += 1) visit(value[at], definition + 2, at === 0 ? repetition : depth + 1);
    };
  }
  const fields = Object.entries(type.struct).map(([field, inner]) => ({
    field,
    visit: visitor(inner, `${name}.${field}`, slots, depth),
  }));
  return (value, definition, repetition) => {
    if (!isNull(value) && !isStruct(value)) return misfit(value, name);
    if (isNull(value)) for (const { visit } of fields) visit(undefined, definition, repetition);
    else for (const { field, visit } of fields) visit(value[field], definition + 1, repetition);
  };
}

/**
 * A function that takes a row apart into columns without parts, as Dremel does; `slots` are those columns, in the order
 * of `leavesOf`. Row by row, and not column by column: a row that was just made is in the processor's cache.
 * Melnik et al., Dremel: Interactive Analysis of Web-Scale Datasets, VLDB 2010.
 */
export function shredder(columns: Columns, slots: Iterable<Slots>): (row: ColumnValues) => void {
  const takers = slots[Symbol.iterator]();
  const fields = Object.entries(columns).map(([name, type]) => ({ name, visit: visitor(type, name, takers, 0) }));
  return (row) => {
    for (const { name, visit } of fields) visit(row[name], 0, 0);
  };
}
