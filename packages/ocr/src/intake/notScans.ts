/** Left by desktops, and what people write about the scans for us. */
const NOT_SCANS: ReadonlySet<string> = new Set(["Thumbs.db", "desktop.ini", "submission.json", "__MACOSX"]);

/** RFC 8493: tag files at the root of a bag describe the payload and are not part of it. */
export const BAGIT_TAG_FILE = /^(?:bagit|bag-info|fetch|(?:tag)?manifest-[a-z0-9]+)\.txt$/;

/** Names of files and folders that are never scans; everything that begins with a dot is hidden on purpose. */
export function isJunk(name: string): boolean {
  return name.startsWith(".") || NOT_SCANS.has(name);
}
