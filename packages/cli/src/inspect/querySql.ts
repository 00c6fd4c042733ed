import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  ConfigError,
  localStore,
  parquet,
  queryRows,
  sqlText,
  type TableRow,
  type TableValue,
  withDatabase,
} from "@malmoi/core";
import type { Corpus } from "../build/corpus.ts";
import { table } from "../terminal/format.ts";

const TABLES = ["documents", "ledger", "outcomes", "clusters", "repeated"] as const;

/** SQL views of a run's records and of the released rows. Empty files have no columns, and so no view. */
async function views(corpus: Corpus, runFolder: string): Promise<string[]> {
  const statements: string[] = [];
  for (const name of TABLES) {
    const file = join(runFolder, `${name}.jsonl`);
    const size = (await stat(file).catch(() => undefined))?.size ?? 0;
    if (size === 0) continue;
    statements.push(
      `CREATE VIEW ${name} AS SELECT * FROM read_json(${sqlText(file)}, format = 'newline_delimited', maximum_object_size = 67108864)`,
    );
  }
  const shards: string[] = [];
  for await (const key of localStore(corpus.release).list("data")) {
    if (key.endsWith(".parquet") && !key.startsWith("data/sample/")) shards.push(join(corpus.release, key));
  }
  if (shards.length > 0) statements.push(`CREATE VIEW release AS SELECT * FROM ${parquet(shards)}`);
  return statements;
}

/** JSON with the few values of SQL that JSON lacks as text. */
function plain(row: TableRow): string {
  return JSON.stringify(row, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

function cell(value: TableValue | undefined): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value.replaceAll("\n", " ") : plain({ value }).slice(9, -1);
}

/** Prints the answer to a query. Throws `ConfigError` if the database does not understand it. */
export async function querySql(
  corpus: Corpus,
  runFolder: string,
  sql: string,
  { limit, json }: { readonly limit: number; readonly json: boolean },
): Promise<void> {
  await mkdir(corpus.scratch, { recursive: true });
  await withDatabase(
    async (connection) => {
      for (const statement of await views(corpus, runFolder)) await connection.run(statement);
      const rows: TableRow[] = [];
      try {
        for await (const row of queryRows(connection, sql)) {
          if (rows.length === limit) {
            process.stderr.write(`(only the first ${limit} rows; raise --limit to see more)\n`);
            break;
          }
          rows.push(row);
        }
      } catch (error) {
        throw new ConfigError(error instanceof Error ? error.message : String(error), {
          code: "SQL",
          hint: `Tables: ${TABLES.join(", ")}, release. DESCRIBE <table> shows the columns.`,
          cause: error,
        });
      }
      if (json) for (const row of rows) process.stdout.write(`${plain(row)}\n`);
      else if (rows.length === 0) process.stdout.write("No rows.\n");
      else {
        const names = Object.keys(rows[0] ?? {});
        process.stdout.write(
          `${table([names, ...rows.map((row) => names.map((name) => cell(row[name])))], { indent: "" })}\n`,
        );
      }
    },
    { memoryMegabytes: 1024, tempFolder: corpus.scratch },
  );
}
