/** So many requests for data are under way at once; the Python client has as many. */
const AT_ONCE = 5;

/** Works on all items, few at a time. Rejects with the first error, and then begins no more. */
export async function fewAtOnce<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  async function next(): Promise<void> {
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    } catch (error) {
      waiting.length = 0;
      throw error;
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}
