import type { Changes } from "./placeRows.ts";
import type { Released } from "./releaseRecords.ts";

/**
 * The version of a release on top of a published one: other columns are a major one, rows that are new or changed a
 * minor one, rows that are gone or another card a patch; and nothing new is the version that is there.
 */
export function nextVersion(
  released: Released | undefined,
  { added, changed, removed }: Changes,
  { columns, state }: Pick<Released, "columns" | "state">,
): string {
  if (released === undefined) return "1.0.0";
  const [major = 0, minor = 0, patch = 0] = released.version.split(".").map(Number);
  if (released.columns !== columns) return `${major + 1}.0.0`;
  if (added + changed > 0) return `${major}.${minor + 1}.0`;
  if (removed > 0 || released.state !== state) return `${major}.${minor}.${patch + 1}`;
  return released.version;
}

/** True if version `a` comes after `b`; both `X.Y.Z`, or both `vX.Y.Z`. */
export const isNewer = (a: string, b: string): boolean => a.localeCompare(b, "en", { numeric: true }) > 0;
