import { basename, resolve } from "node:path";

/** Names of gold sets: that of the folder, or as much of the path as it takes to tell two folders of one name apart. */
export function setNames(folders: readonly string[]): string[] {
  const paths = folders.map((folder) => resolve(folder));
  return paths.map((path) => {
    let [name, rest] = [basename(path), resolve(path, "..")];
    const isTaken = (): boolean => paths.some((other) => other !== path && other.endsWith(`/${name}`));
    while (isTaken() && rest !== resolve(rest, "..")) [name, rest] = [`${basename(rest)}/${name}`, resolve(rest, "..")];
    return name;
  });
}
