/** What XML 1.0 does not allow even as a reference: controls but tab and line ends, lone surrogates, U+FFFE, U+FFFF. */
const FORBIDDEN = /(?![\t\n\r\u007F-\u009F])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/**
 * Text as it may stand in XML 1.0 text and quoted attributes. What XML forbids becomes U+FFFD, so that it is seen that
 * something was there.
 */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, "\uFFFD").replace(/[&<>"\t\n\r]/gu, (character) => ENTITIES[character] ?? "");
}
