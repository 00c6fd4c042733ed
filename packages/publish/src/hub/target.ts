import { ConfigError } from "@malmoi/core";

/** Where a release goes: a folder, or a dataset repository on the Hub. */
export type Target =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "hub"; readonly namespace: string; readonly name: string };

/** The Hub's own rule for names: letters, digits, `-`, `_`, `.`; no `--`, no `..`, at most 96. */
const NAME = /^(?!.*(?:--|\.\.))[A-Za-z0-9](?:[\w.-]{0,94}[A-Za-z0-9])?$/;

/** `hf://datasets/org/name`, or a folder. Throws `ConfigError` for an address that is neither. */
export function parseTarget(text: string): Target {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return { kind: "folder", folder: text };
  const [, namespace = "", name = ""] = /^hf:\/\/datasets\/([^/]+)\/([^/]+?)\/?$/.exec(text) ?? [];
  if (NAME.test(namespace) && NAME.test(name) && !name.endsWith(".git")) return { kind: "hub", namespace, name };
  throw new ConfigError(`${text} is no place to publish to`, {
    code: "TARGET_INVALID",
    hint: "Name a folder, or a dataset on the Hub as hf://datasets/<organisation>/<name>.",
  });
}
