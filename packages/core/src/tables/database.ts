import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

export type { DuckDBConnection } from "@duckdb/node-api";

export interface DatabaseLimits {
  /** DuckDB's own bound on its buffers; what does not fit goes to `tempFolder`. At least 64. */
  readonly memoryMegabytes: number;
  /** A folder that the caller owns and removes. */
  readonly tempFolder: string;
}

export interface Database {
  readonly connection: DuckDBConnection;
  close(): void;
}

/**
 * A fresh in-memory database with one thread, which keeps rows in the order in which they were read and makes equal
 * input give equal bytes. It never loads or fetches extensions: JSON and Parquet are built in. The caller closes it.
 */
export async function openDatabase({ memoryMegabytes, tempFolder }: DatabaseLimits): Promise<Database> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    preserve_insertion_order: "true",
    memory_limit: `${memoryMegabytes}MB`,
    temp_directory: tempFolder,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  const connection = await instance.connect();
  return {
    connection,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Runs `use` on a database of its own, which is closed when `use` ends, however it ends. */
export async function withDatabase<T>(
  use: (connection: DuckDBConnection) => Promise<T>,
  limits: DatabaseLimits,
): Promise<T> {
  const database = await openDatabase(limits);
  try {
    return await use(database.connection);
  } finally {
    database.close();
  }
}
