import type { RowPlace } from "@malmoi/publish";

const isLeftOut = (shard: string): boolean => shard.split("/")[1]?.endsWith("_removed") === true;

/**
 * Says of one id after the other, ascending, whether it has a row in what is published; rows of what was left out do
 * not count. Rows are in the order of ids, so that memory holds one.
 */
export function releasedRows(rows: AsyncIterable<RowPlace> | undefined): (id: string) => Promise<boolean> {
  const places = rows?.[Symbol.asyncIterator]();
  let place: RowPlace | undefined;
  let asked = "";
  return async (id) => {
    if (id < asked) throw new Error(`published rows: asked for ${id} after ${asked}`);
    asked = id;
    while (places !== undefined && (place === undefined || place.id < id)) {
      // oxlint-disable-next-line no-await-in-loop -- a stream
      const next = await places.next();
      if (next.done === true) return false;
      place = next.value;
    }
    return place !== undefined && place.id === id && !isLeftOut(place.shard);
  };
}
