const PATHS =
  /^(?:data\/.*\.parquet|stats\/[^/]+\.(?:csv|svg)|(?:README|CHANGELOG)\.md|(?:manifest|takedowns)\.jsonl|croissant\.json)$/;

/** Paths that a release may hold. Anything else, in its folder or in the repository, is somebody else's and is left alone. */
export function isReleasePath(path: string): boolean {
  return PATHS.test(path);
}
