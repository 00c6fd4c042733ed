import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { folderDigest } from "../support/folderDigest.ts";
import { malmoi } from "../support/malmoi.ts";
import { writeTinyPipeline, writeTinyScans } from "../support/tinyScans.ts";

let folder: string;
let pipeline: string;
let disk: string;

function mountDisk(kilobytes: number, remount: boolean): void {
  const options = `${remount ? "remount," : ""}size=${kilobytes}k`;
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "malmoi-test", disk], { stdio: "pipe" });
}

/** A small file system of our own takes root's rights on Linux. */
function canMount(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "malmoi-disk-"));
  pipeline = join(folder, "pipeline.yaml");
  disk = join(folder, "disk");
  await mkdir(disk);
  await writeTinyScans(join(folder, "scans"));
  await writeTinyPipeline(pipeline);
});
afterAll(async () => {
  try {
    execFileSync("umount", [disk], { stdio: "pipe" });
  } catch {
    // It was never mounted.
  }
  await rm(folder, { recursive: true });
});

test.skipIf(!canMount())(
  "a full disk: a clear error, nothing half-written, and the run goes on once there is space (needs root on Linux)",
  async () => {
    const undisturbed = join(folder, "undisturbed");
    expect((await malmoi("build", pipeline, "--corpus", undisturbed)).code).toBe(3);
    const release = await folderDigest(join(undisturbed, "release"));

    // Full at ever later moments: while scans are read, while lists are sorted, while the release is written.
    const corpus = join(disk, "corpus");
    mountDisk(64, false);
    let failures = 0;
    for (const kilobytes of [64, 128, 256, 512, 1024, 2048, 4096]) {
      mountDisk(kilobytes, true);
      const { code, stderr } = await malmoi("build", pipeline, "--corpus", corpus);
      if (code === 3) break;
      failures += 1;
      expect(stderr).toMatch(/disk is full|cannot write into/i);
      expect(stderr).toContain("ree some space");
      expect(stderr).not.toContain("This should not happen");
      expect(code).toBe(2);
      expect(await folderDigest(join(corpus, "release")).catch(() => [])).toSatisfy(
        (found: string[]) => found.length === 0 || found.length === release.length,
      );
    }
    expect(failures).toBeGreaterThan(2);
    mountDisk(64 * 1024, true);
    expect((await malmoi("build", pipeline, "--corpus", corpus)).code).toBe(3);
    expect(await folderDigest(join(corpus, "release"))).toEqual(release);
  },
);
