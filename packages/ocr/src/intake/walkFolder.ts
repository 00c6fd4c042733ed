import { InputError } from "@malmoi/core";
import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { BAGIT_TAG_FILE, isJunk } from "./notScans.ts";

/** What the walk comes upon. `path` is relative to the folder, with `/`. */
export type Found =
  | { readonly kind: "file"; readonly path: string; readonly bytes: number; readonly mtimeNs: bigint }
  | { readonly kind: "unreadable"; readonly path: string; readonly error: unknown };

/**
 * All files of a folder and its sub-folders in code-unit order of their paths, whatever order the file system lists
 * them in. Dot files are left out. Symbolic links are not followed: what they point to inside the folder is met in its
 * own place, and what lies outside was not submitted.
 */
export async function* walkFolder(folder: string): AsyncGenerator<Found> {
  yield* walk(await realpath(folder), "");
}

async function* walk(root: string, prefix: string): AsyncGenerator<Found> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(join(root, prefix), { withFileTypes: true, encoding: "buffer" });
  } catch (error) {
    // The root itself: nothing can be read at all, and the caller must hear of it.
    if (prefix === "") throw error;
    yield { kind: "unreadable", path: prefix.slice(0, -1), error };
    return;
  }
  const isBag = prefix === "" && entries.some(({ name }) => name.toString("latin1") === "bagit.txt");
  const named = entries.map((entry) => ({ entry, ...decodeName(entry.name) }));
  // A folder sorts as its contents will: with the slash.
  const keyed = named.map((each) => ({ ...each, key: each.entry.isDirectory() ? `${each.name}/` : each.name }));
  for (const { entry, name, valid } of keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const path = prefix + name;
    if (isJunk(name) || (isBag && BAGIT_TAG_FILE.test(name))) continue;
    if (!valid) yield { kind: "unreadable", path, error: badName(path) };
    else if (entry.isDirectory()) yield* walk(root, `${path}/`);
    else if (entry.isSymbolicLink()) yield* lookAtLink(root, path);
    else if (entry.isFile()) yield* lookAtFile(root, path);
  }
}

async function* lookAtFile(root: string, path: string): AsyncGenerator<Found> {
  try {
    const { size, mtimeNs } = await stat(join(root, path), { bigint: true });
    yield { kind: "file", path, bytes: Number(size), mtimeNs };
  } catch (error) {
    yield { kind: "unreadable", path, error };
  }
}

async function* lookAtLink(root: string, path: string): AsyncGenerator<Found> {
  try {
    const target = await realpath(join(root, path));
    if (target === root || target.startsWith(root + sep)) return;
  } catch {
    // A link to nowhere, or in a circle: reported like one that leads outside.
  }
  yield {
    kind: "unreadable",
    path,
    error: new InputError(`${path} is a link to something outside the folder`, {
      code: "LINK_OUTSIDE",
      hint: "Put the file itself into the folder; links are not followed.",
    }),
  };
}

/** Names are bytes on most file systems. Those that are not UTF-8 cannot be opened by a JavaScript string. */
function decodeName(bytes: Buffer): { name: string; valid: boolean } {
  const name = bytes.toString("utf8");
  return { name, valid: Buffer.from(name, "utf8").equals(bytes) };
}

function badName(path: string): InputError {
  return new InputError(`the file name ${path} is not UTF-8`, {
    code: "NAME_NOT_UTF8",
    hint: "Rename it, or convert the names of the whole folder with `convmv -f <encoding> -t utf8 -r`.",
  });
}
