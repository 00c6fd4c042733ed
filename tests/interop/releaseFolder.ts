import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { malmoi } from "../support/malmoi.ts";

/** The corpus of these tests; git ignores it, and a second test file finds it built. */
const CORPUS = fileURLToPath(new URL("../../corpus/interop", import.meta.url));

/**
 * Where the release to read is: the folder in MALMOI_RELEASE, or that of the demonstration corpus, built from its scans
 * by the command line.
 */
export async function releaseFolder(): Promise<string> {
  const given = process.env["MALMOI_RELEASE"];
  if (given !== undefined && given !== "") return resolve(given);
  const { code, stderr } = await malmoi("build", "pipelines/demo.yaml", "--corpus", CORPUS);
  if (code !== 3) throw new Error(`the demonstration corpus could not be built: ${stderr}`);
  return `${CORPUS}/release`;
}
