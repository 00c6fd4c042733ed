const UNSEEN = 0;
const NO = 1;
const YES = 2;

/** A test of code points by a regular expression for one character, which is asked once a character. */
export function characterTest(pattern: RegExp): (point: number) => boolean {
  const answers = new Uint8Array(0x11_0000);
  return (point) => {
    if (answers[point] === UNSEEN) answers[point] = pattern.test(String.fromCodePoint(point)) ? YES : NO;
    return answers[point] === YES;
  };
}
