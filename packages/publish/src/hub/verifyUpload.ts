import { open } from "node:fs/promises";
import { join } from "node:path";
import { differenceOf } from "./batches.ts";
import { fewAtOnce } from "./fewAtOnce.ts";
import { type HubAccess, readFileAt, treeOf } from "./hubApi.ts";
import { damageError } from "./hubErrors.ts";
import { checkDigests, type UploadFile, type UploadPlan } from "./planUpload.ts";

/** A Parquet file's footer is at its end; for all but huge schemas it is in these bytes. */
const TAIL_BYTES = 64 * 1024;

async function tailOf(file: string, bytes: number): Promise<Uint8Array> {
  const start = Math.max(0, bytes - TAIL_BYTES);
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.alloc(bytes - start);
    await handle.read(buffer, 0, buffer.byteLength, start);
    return buffer;
  } finally {
    await handle.close();
  }
}

/** Throws `TransientError` unless the revision holds exactly the release: every file with its digest, none too many. */
export async function verifyTree(hub: HubAccess, revision: string, plan: UploadPlan): Promise<void> {
  const { add, remove } = differenceOf(plan, await treeOf(hub, revision));
  if (add.length === 0 && remove.length === 0) return;
  const [first] = [...add.map(({ path }) => path), ...remove];
  throw damageError(
    `${revision} does not hold what was sent: ${add.length} files differ and ${remove.length} are too many, such as ${first}`,
  );
}

/**
 * Reads the ends of these data files back as a reader would, through the Hub's storage, and compares them with the
 * files here; a damaged one here is a `ConfigError`. The digests of the whole files were compared by the storage when they arrived.
 */
export async function verifyTails(
  hub: HubAccess,
  revision: string,
  folder: string,
  files: readonly UploadFile[],
): Promise<void> {
  const data = files.filter(({ path }) => path.endsWith(".parquet"));
  await fewAtOnce(data, async (file) => {
    const { path, bytes } = file;
    const here = await tailOf(join(folder, path), bytes);
    const there = await readFileAt(hub, revision, path, bytes - here.byteLength);
    if (Buffer.from(there).equals(here)) return;
    // The storage had the right file all along, and so did not ask for the one here.
    await checkDigests({ folder, files: [file] });
    throw damageError(`${path} does not come back as it was sent`);
  });
}
