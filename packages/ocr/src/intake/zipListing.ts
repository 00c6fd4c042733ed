import { InputError } from "@malmoi/core";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { BAGIT_TAG_FILE, isJunk } from "./notScans.ts";
import { safePath, zipName } from "./zipName.ts";

/** A file of an archive and where it goes, or why it is refused. `path` is relative to the archive, with `/`. */
export interface ZipItem {
  readonly path: string;
  readonly entry: Entry;
  readonly refusal: InputError | undefined;
}

/** More files than anybody packs by hand; the list of an archive is held in memory. */
const MOST_ENTRIES = 100_000;

/**
 * What an archive may unpack to: 2 GB and a hundred times its own size. Uncompressed TIFFs of white paper shrink by
 * more, but not whole batches of them; archives made to fill disks shrink by thousands and millions.
 */
const FREE_BYTES = 2_000_000_000;
const LARGEST_RATIO = 100;

/** Compression methods of APPNOTE 4.4.5 that are read: stored and deflated. */
const READ_METHODS: ReadonlySet<number> = new Set([0, 8]);
/** Unix file types in the upper half of the external attributes. */
const FILE_TYPE_MASK = 0o170_000;
const SYMBOLIC_LINK = 0o120_000;

/**
 * The files of an open ZIP archive, without folders and without what desktops leave behind; undefined if it is an
 * office document or an e-book, which are ZIP archives too. Nothing is unpacked. Throws `InputError` ZIP_BROKEN,
 * ZIP_EMPTY, ZIP_TOO_LARGE.
 */
export async function listZip(zip: ZipFile, archiveBytes: number): Promise<ZipItem[] | undefined> {
  const items: ZipItem[] = [];
  const seen = new Set<string>();
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    const name = zipName(entry);
    // OOXML parts 2 and OpenDocument/EPUB packages say what they are in a file of this name at the root.
    if (name === "[Content_Types].xml" || name === "mimetype") return undefined;
    if (/[/\\]$/.test(name)) continue;
    const path = safePath(name);
    if (path?.split("/").some(isJunk) === true) continue;
    total += entry.uncompressedSize;
    if (items.length === MOST_ENTRIES) throw tooLarge(`more than ${MOST_ENTRIES} files`);
    if (total > FREE_BYTES + LARGEST_RATIO * archiveBytes) {
      throw tooLarge(`more than ${LARGEST_RATIO} times its own size when unpacked`);
    }
    items.push({ path: path ?? name.replaceAll("\0", ""), entry, refusal: refusalOf(entry, path, seen) });
    if (path !== undefined) seen.add(path);
  }
  const found = withoutBagTags(items);
  if (found.length > 0) return found.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  throw new InputError("the ZIP archive holds no files", {
    code: "ZIP_EMPTY",
    hint: "The upload or the packing failed. Pack the scans again.",
  });
}

/** Opens an archive; close it after use. Throws `InputError` ZIP_BROKEN. */
export async function openArchive(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false });
  } catch (error) {
    throw broken(error);
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    throw broken(error);
  }
}

function refusalOf(entry: Entry, path: string | undefined, seen: ReadonlySet<string>): InputError | undefined {
  const refuse = (message: string, code: string, hint: string): InputError => new InputError(message, { code, hint });
  if (path === undefined) {
    return refuse(
      "the file's name in the ZIP archive leads outside of it",
      "ZIP_NAME",
      "Pack the scans again, with names relative to their folder.",
    );
  }
  if (seen.has(path)) {
    return refuse(
      "the ZIP archive holds another file of the same name",
      "ZIP_NAME_TWICE",
      "Rename one of the two and pack the scans again.",
    );
  }
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK) === SYMBOLIC_LINK) {
    return refuse("it is a link and not a file", "LINK_OUTSIDE", "Pack the file itself; links are not followed.");
  }
  if (entry.isEncrypted()) {
    return refuse(
      "the file is protected by a password inside the ZIP archive",
      "ZIP_ENCRYPTED",
      "Pack the scans again without a password.",
    );
  }
  if (READ_METHODS.has(entry.compressionMethod)) return undefined;
  return refuse(
    `the file is compressed by method ${entry.compressionMethod}, which is not read`,
    "ZIP_METHOD",
    "Pack the scans again with the usual method (deflate), or unpack the archive.",
  );
}

/** A serialised bag has one folder at its root, the bag (RFC 8493, section 4); some are packed without it. */
function withoutBagTags(items: readonly ZipItem[]): ZipItem[] {
  const roots = items.flatMap(({ path }) => (/^(?:[^/]+\/)?bagit\.txt$/.test(path) ? [path.slice(0, -9)] : []));
  return items.filter(
    ({ path }) => !roots.some((root) => path.startsWith(root) && BAGIT_TAG_FILE.test(path.slice(root.length))),
  );
}

function tooLarge(what: string): InputError {
  return new InputError(`the ZIP archive holds ${what}`, {
    code: "ZIP_TOO_LARGE",
    hint: "If these are scans, unpack the archive yourself and name the folder instead, or pack them in several archives.",
  });
}

function broken(error: unknown): InputError {
  const words = error instanceof Error ? error.message : String(error);
  return new InputError(`the ZIP archive cannot be opened: ${words}`, {
    code: "ZIP_BROKEN",
    hint: "The upload or the copy was probably not complete. Upload the archive again, and compare its size with the original.",
    cause: error,
  });
}
