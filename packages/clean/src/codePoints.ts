/** Length of a text in Unicode code points, which is what Python counts. A lone surrogate counts as one. */
export function codePointLength(text: string): number {
  let pairs = 0;
  for (let at = 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0xdc00 || unit > 0xdfff) continue;
    const before = text.charCodeAt(at - 1);
    if (before >= 0xd800 && before <= 0xdbff) pairs += 1;
  }
  return text.length - pairs;
}
