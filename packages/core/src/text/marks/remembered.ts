/** More different strings than any script's writing has. */
const MOST = 10_000;

/** A function of short strings that come back all the time, and its answers remembered. */
export function remembered(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const changed = change(text);
    if (known.size === MOST) known.clear();
    known.set(text, changed);
    return changed;
  };
}
