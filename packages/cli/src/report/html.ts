/** Finished markup. Only `html` makes it, so that what is not of this class is always escaped. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function render(value: HtmlValue): string {
  if (value instanceof Html) return value.markup;
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "number") return String(value);
  if (typeof value !== "string") return value.map(render).join("");
  return value.replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character] ?? "");
}

/**
 * Markup from a template. Values are escaped, for text and for quoted attributes, unless they are markup themselves;
 * lists are joined, and null, undefined and false leave nothing. Do not put values outside of quotes in a tag, nor
 * into `<style>`.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, index) => part + render(values[index])).join(""));
}
