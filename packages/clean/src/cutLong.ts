/**
 * Cuts a line into parts of at most `longest` UTF-16 units, at the last space inside a part if there is one; together
 * they are the line. Linear, whatever the line holds.
 */
export function* cutLong(line: string, longest: number): Generator<string> {
  let start = 0;
  while (line.length - start > longest) {
    const part = line.slice(start, start + longest);
    const space = part.lastIndexOf(" ");
    const end = space > 0 ? space : longest;
    yield part.slice(0, end);
    start += end;
  }
  yield line.slice(start);
}
