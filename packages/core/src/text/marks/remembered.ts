/** More different strings than any script's writing has. */
const MOST = 10_000;
/** Longer strings are no writing, and are not kept. */
const LONGEST = 20;

/** A function of short strings that come back all the time, and its answers remembered. */
export function remembered(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST) return change(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const changed = change(text);
    if (known.size === MOST) known.clear();
    known.set(text, changed);
    return changed;
  };
}
