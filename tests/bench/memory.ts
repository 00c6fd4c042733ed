import { readdirSync, readFileSync } from "node:fs";

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process ended while we looked.
    return "";
  }
};

/** Resident memory of a process and all that it started, in bytes; 0 where there is no /proc. */
export function treeBytes(root: number): number {
  let total = 0;
  const children = childrenByParent();
  const open = [root];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    total += Number(/VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
    open.push(...(children.get(pid) ?? []));
  }
  return total;
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  let names: string[] = [];
  try {
    names = readdirSync("/proc");
  } catch {
    return children;
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(/PPid:\s+(\d+)/.exec(read(`/proc/${name}/status`))?.[1] ?? -1);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}
