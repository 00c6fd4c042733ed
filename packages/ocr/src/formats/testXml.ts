/** An element of a parsed document; text nodes are strings. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const ALLOWED = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function unescape(text: string): string {
  if (text.includes("<")) throw new Error(`< in ${text}`);
  return text.replaceAll(/&([^;&]*;?)/g, (_, reference: string) => {
    const number = /^#(\d+);$/.exec(reference)?.[1];
    const value = number === undefined ? ENTITIES[reference.replace(/;$/, "")] : String.fromCodePoint(Number(number));
    if (value === undefined || !reference.endsWith(";")) throw new Error(`bad reference &${reference}`);
    return value;
  });
}

/** A strict reader of the XML that tests meet: throws for anything that is not well formed. */
export function parseXml(document: string): XmlElement {
  if (!ALLOWED.test(document)) throw new Error("a character that XML forbids");
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open: XmlElement[] = [root];
  let at = 0;
  const top = (): XmlElement => open.at(-1) ?? root;
  for (const match of document.matchAll(/<[?!][^>]*>|<\/([\w:]+)>|<([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g)) {
    const before = document.slice(at, match.index);
    at = match.index + match[0].length;
    if (before !== "") top().children.push(unescape(before));
    const [, closing, name, list = "", empty] = match;
    if (closing !== undefined) {
      if (open.length < 2 || open.pop()?.name !== closing) throw new Error(`</${closing}> closes nothing`);
    } else if (name !== undefined) {
      const attributes: Record<string, string> = {};
      for (const [, key = "", value = ""] of list.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (key in attributes) throw new Error(`${key} twice in <${name}>`);
        attributes[key] = unescape(value);
      }
      const element: XmlElement = { name, attributes, children: [] };
      top().children.push(element);
      if (empty === "") open.push(element);
    }
  }
  const [element, ...others] = root.children.filter((child) => typeof child !== "string");
  if (open.length > 1 || element === undefined || others.length > 0 || document.slice(at).trim() !== "") {
    throw new Error("not one whole element");
  }
  return element;
}

/** Elements of a name, in document order. */
export function elements(root: XmlElement, name: string): XmlElement[] {
  const inside = root.children.flatMap((child) => (typeof child === "string" ? [] : elements(child, name)));
  return root.name === name ? [root, ...inside] : inside;
}

export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
