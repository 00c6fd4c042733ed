import { createHash, randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addCommit, blobId, RepositoryState } from "./repository.ts";

/** What every new dataset repository of the Hub holds: these files are LFS files whatever their size. */
export const GIT_ATTRIBUTES = ["parquet", "zip", "gz", "tar", "bin", "arrow", "png", "jpg", "jpeg", "webp"]
  .map((extension) => `*.${extension} filter=lfs diff=lfs merge=lfs -text\n`)
  .join("");

/** Repositories and objects on disk: a server that is stopped and started again knows what it knew. */
export interface Storage {
  readonly repositories: Map<string, RepositoryState>;
  create(id: string, isPrivate: boolean): Promise<RepositoryState>;
  save(state: RepositoryState): Promise<void>;
  remove(id: string): Promise<void>;
  blobPath(oid: string): string;
  writeBlob(bytes: Uint8Array): Promise<string>;
  objectPath(sha256: string): string;
  hasObject(sha256: string): Promise<boolean>;
  /** Stores what arrives if it is what `sha256` promises; returns false, and keeps nothing, if it is not. */
  writeObject(sha256: string, pieces: AsyncIterable<Uint8Array>): Promise<boolean>;
}

/** In bytes. */
const WRITTEN_AT_ONCE = 4 << 20;

async function writeAll(file: FileHandle, pieces: readonly Uint8Array[], bytes: number): Promise<void> {
  const { bytesWritten } = await file.writev(pieces);
  if (bytesWritten !== bytes) throw new Error("the disk is full");
}

export async function openStorage(root: string): Promise<Storage> {
  const folders = { repos: join(root, "repos"), blobs: join(root, "blobs"), objects: join(root, "objects") };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const repositories = new Map<string, RepositoryState>();
  for (const name of await readdir(folders.repos)) {
    if (!name.endsWith(".json")) continue;
    const state = RepositoryState.parse(JSON.parse(await readFile(join(folders.repos, name), "utf8")));
    repositories.set(state.id, state);
  }
  const fileOf = (id: string): string => join(folders.repos, `${id.replace("/", "__")}.json`);
  const storage: Storage = {
    repositories,
    async create(id, isPrivate) {
      const state: RepositoryState = { id, private: isPrivate, refs: {}, commits: {}, discussions: [] };
      const bytes = new TextEncoder().encode(GIT_ATTRIBUTES);
      const tree = { ".gitattributes": { oid: await storage.writeBlob(bytes), size: bytes.byteLength } };
      const first = addCommit(state, { parent: null, title: "initial commit", description: "", tree });
      state.refs["refs/heads/main"] = first.oid;
      repositories.set(id, state);
      await storage.save(state);
      return state;
    },
    async save(state) {
      const temporary = `${fileOf(state.id)}.${randomBytes(4).toString("hex")}`;
      await writeFile(temporary, JSON.stringify(state));
      await rename(temporary, fileOf(state.id));
    },
    async remove(id) {
      repositories.delete(id);
      await rm(fileOf(id), { force: true });
    },
    blobPath: (oid) => join(folders.blobs, oid),
    async writeBlob(bytes) {
      const oid = blobId(bytes);
      await writeFile(join(folders.blobs, oid), bytes);
      return oid;
    },
    objectPath: (sha256) => join(folders.objects, sha256),
    async hasObject(sha256) {
      return (await stat(join(folders.objects, sha256)).catch(() => undefined)) !== undefined;
    },
    async writeObject(sha256, pieces) {
      const temporary = join(folders.objects, `${sha256}.${randomBytes(4).toString("hex")}`);
      const file = await open(temporary, "w");
      const hash = createHash("sha256");
      let gathered: Uint8Array[] = [];
      let bytes = 0;
      let written = Promise.resolve();
      const flush = async (): Promise<void> => {
        await written;
        written = writeAll(file, gathered, bytes);
        [gathered, bytes] = [[], 0];
      };
      try {
        for await (const piece of pieces) {
          hash.update(piece);
          gathered.push(piece);
          bytes += piece.byteLength;
          // To hand them to another thread one by one takes longer than to write them.
          if (bytes >= WRITTEN_AT_ONCE) await flush();
        }
        await flush();
        await written;
        if (hash.digest("hex") !== sha256) return false;
        await rename(temporary, join(folders.objects, sha256));
        return true;
      } finally {
        await file.close();
        await rm(temporary, { force: true });
      }
    },
  };
  return storage;
}
