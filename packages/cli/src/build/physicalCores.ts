import { readdirSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

const TOPOLOGY = "/sys/devices/system/cpu";

/**
 * Cores that this process may use, not counting hyper-threads: two recognisers on one core take turns at its vector
 * units and make each other slower. Where the system does not say, every logical core counts.
 */
export function physicalCores(): number {
  const logical = availableParallelism();
  try {
    const cores = readdirSync(TOPOLOGY)
      .filter((name) => /^cpu\d+$/.test(name))
      .map((name) => readFileSync(`${TOPOLOGY}/${name}/topology/thread_siblings_list`, "utf8").trim());
    return Math.max(1, Math.min(logical, new Set(cores).size));
  } catch {
    return logical;
  }
}
