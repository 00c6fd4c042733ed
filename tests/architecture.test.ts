import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { ROOT } from "./support/malmoi.ts";

/** Who may import whom, as in the README's picture; everything else is a mistake. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "@malmoi/schemas": [],
  "@malmoi/core": ["@malmoi/schemas"],
  "@malmoi/ocr": ["@malmoi/schemas", "@malmoi/core"],
  "@malmoi/language": ["@malmoi/schemas", "@malmoi/core"],
  "@malmoi/clean": ["@malmoi/schemas", "@malmoi/core"],
  "@malmoi/dedupe": ["@malmoi/schemas", "@malmoi/core"],
  "@malmoi/publish": ["@malmoi/schemas", "@malmoi/core"],
};
/** These two may import all. */
const ROOF = ["malmoi", "@malmoi/tests"];

const PackageJson = z.object({
  name: z.string(),
  license: z.unknown(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});

function readPackage(folder: string): z.infer<typeof PackageJson> {
  return PackageJson.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesBelow(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

const HOUSE = ["schemas", ...readdirSync(join(ROOT, "packages")).map((name) => `packages/${name}`), "tests"].map(
  (place) => {
    const folder = join(ROOT, place);
    return { place, folder, ...readPackage(folder), sources: sourcesBelow(folder) };
  },
);
const isOurs = (name: string): boolean => name === "malmoi" || name.startsWith("@malmoi/");

/** Module names in import and export statements and dynamic imports. */
function importsOf(source: string): string[] {
  const text = readFileSync(source, "utf8");
  const statements = /^(?:import|export)\b[^"';]*?\bfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(statements)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? "");
}

test("the house has the rooms it should have", () => {
  const rooms = HOUSE.map(({ name }) => name).toSorted();
  expect(rooms).toEqual([...Object.keys(MAY_IMPORT), ...ROOF].toSorted());
});

test.each(HOUSE)("$name declares and imports only what it may", ({ name, dependencies, devDependencies, sources }) => {
  const allowed = ROOF.includes(name) ? undefined : MAY_IMPORT[name];
  for (const dependency of Object.keys(dependencies).filter(isOurs)) {
    if (allowed !== undefined) expect(allowed, `${name} depends on ${dependency}`).toContain(dependency);
  }
  for (const source of sources) {
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith(".") || specifier.startsWith("node:")) continue;
      const [scope = "", rest = ""] = specifier.split("/");
      const dependency = scope.startsWith("@") ? `${scope}/${rest}` : scope;
      // Loaders, test runners and compilers are tools of the root.
      if (["assemblyscript", "vitest", "tsx"].includes(dependency)) continue;
      if (isOurs(dependency)) expect(specifier, `${source} reaches into ${dependency}`).toBe(dependency);
      const declared = source.endsWith(".test.ts") ? { ...dependencies, ...devDependencies } : dependencies;
      expect(Object.keys(declared), `${source} imports ${specifier}`).toContain(dependency);
    }
  }
});

test("relative imports stay inside their package", () => {
  for (const { folder, sources, place } of HOUSE) {
    for (const source of sources) {
      for (const specifier of importsOf(source).filter((name) => name.startsWith("."))) {
        const target = join(source, "..", specifier);
        expect(target.startsWith(`${folder}/`), `${source} leaves ${place} by ${specifier}`).toBe(true);
      }
    }
  }
});

test("a file is one idea: no source is longer than 320 lines", () => {
  const long = HOUSE.flatMap(({ sources }) => sources)
    .map((source) => ({ source, lines: readFileSync(source, "utf8").split("\n").length }))
    .filter(({ source, lines }) => lines > 320 && !source.endsWith(".test.ts"));
  expect(long).toEqual([]);
});

test("nothing that users install has a licence that would bind them (GPL, AGPL)", () => {
  const seen = new Set<string>();
  const wrong: string[] = [];
  const visit = (folder: string, dependencies: readonly string[]): void => {
    for (const dependency of dependencies) {
      // pnpm puts what a package may import beside it: first inside, then around it.
      const place = [
        join(folder, "node_modules", dependency),
        join(folder, "..", dependency),
        join(folder, "../..", dependency),
      ].find((candidate) => statSync(join(candidate, "package.json"), { throwIfNoEntry: false }) !== undefined);
      if (place === undefined || seen.has(place)) continue;
      seen.add(place);
      const found = readPackage(place);
      const license = JSON.stringify(found.license ?? "");
      if (/(?<!L)GPL/.test(license)) wrong.push(`${found.name}: ${license}`);
      visit(realpathSync(place), Object.keys(found.dependencies));
    }
  };
  for (const { folder, name, dependencies } of HOUSE) {
    if (name !== "@malmoi/tests") visit(folder, Object.keys(dependencies));
  }
  expect(seen.size).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});
