/** A dictionary that would grow larger is given up: it pays for few values only. In bytes. */
const LARGEST = 4_096;

/** The values that repeat in a column, numbered in the order in which they came. */
export interface Dictionary<Value> {
  readonly places: Map<Value, number>;
  readonly bytes: number;
}

export const emptyDictionary = <Value>(): Dictionary<Value> => ({ places: new Map<Value, number>(), bytes: 0 });

/**
 * The places of these values, and the dictionary with those that it did not have; it shares its memory with the one
 * given. Undefined, and the one given is as it was, if it does not pay: if it would be too large, or if more than half
 * of the values are new to it.
 */
export function placesIn<Value>(
  { places, bytes }: Dictionary<Value>,
  values: readonly Value[],
  sizeOf: (value: Value) => number,
): { readonly found: Uint16Array; readonly dictionary: Dictionary<Value> } | undefined {
  const before = places.size;
  const most = before + values.length / 2;
  const found = new Uint16Array(values.length);
  let size = bytes;
  let last: Value | undefined;
  let place: number | undefined;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (value === undefined) continue;
    // Many columns hold the same value over and over.
    if (value !== last) place = places.get(value);
    last = value;
    if (place === undefined) {
      place = places.size;
      size += sizeOf(value);
      if (size > LARGEST || place + 1 > most) {
        for (const [known, number] of places) if (number >= before) places.delete(known);
        return undefined;
      }
      places.set(value, place);
    }
    found[at] = place;
  }
  return { found, dictionary: { places, bytes: size } };
}
