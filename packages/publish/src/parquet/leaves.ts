import type { Columns, ColumnType } from "./columnType.ts";
import { binary, int, struct, type Thrift } from "./thrift.ts";

/** A column without parts, as Parquet stores it; all values may be null. */
export interface Leaf {
  /** For people: `shares.language`. */
  readonly name: string;
  /** Names from the root, with the `list` and `element` that Parquet prescribes. */
  readonly path: readonly string[];
  readonly type: "string" | "double" | "int64";
  /** The definition level of a value that is there: how many of its ancestors and itself could be null or a list. */
  readonly definition: number;
  /** How many of its ancestors are lists. */
  readonly repetition: number;
}

/** Numbers that Parquet gives to types, https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift */
export const PHYSICAL = { string: 6, double: 5, int64: 2 } as const;
const OPTIONAL = int(1);
const REPEATED = int(2);
const UTF8 = int(0);
const LIST = int(3);

/** The columns without parts, in order. */
export function leavesOf(columns: Columns): Leaf[] {
  const visit = (type: ColumnType, above: Omit<Leaf, "type">): Leaf[] => {
    const definition = above.definition + 1;
    if (typeof type === "string") return [{ ...above, type, definition }];
    if ("list" in type) {
      const path = [...above.path, "list", "element"];
      return visit(type.list, { ...above, path, definition: definition + 1, repetition: above.repetition + 1 });
    }
    return Object.entries(type.struct).flatMap(([name, field]) =>
      visit(field, { ...above, name: `${above.name}.${name}`, path: [...above.path, name], definition }),
    );
  };
  return Object.entries(columns).flatMap(([name, type]) =>
    visit(type, { name, path: [name], definition: 0, repetition: 0 }),
  );
}

/** The columns as the flat list of schema elements that a footer begins with. */
export function schemaElements(columns: Columns): Thrift[] {
  const group = (name: string, children: number, repetition: Thrift | undefined, isList: boolean): Thrift =>
    struct(
      [3, repetition],
      [4, binary(name)],
      [5, int(children)],
      [6, isList ? LIST : undefined],
      [10, isList ? struct([3, struct()]) : undefined],
    );
  const visit = (name: string, type: ColumnType): Thrift[] => {
    if (typeof type === "string") {
      const isText = type === "string";
      const logical = isText ? struct([1, struct()]) : undefined;
      return [
        struct(
          [1, int(PHYSICAL[type])],
          [3, OPTIONAL],
          [4, binary(name)],
          [6, isText ? UTF8 : undefined],
          [10, logical],
        ),
      ];
    }
    if ("list" in type)
      return [group(name, 1, OPTIONAL, true), group("list", 1, REPEATED, false), ...visit("element", type.list)];
    const fields = Object.entries(type.struct);
    return [group(name, fields.length, OPTIONAL, false), ...fields.flatMap(([field, inner]) => visit(field, inner))];
  };
  const all = Object.entries(columns);
  return [group("schema", all.length, undefined, false), ...all.flatMap(([name, type]) => visit(name, type))];
}
