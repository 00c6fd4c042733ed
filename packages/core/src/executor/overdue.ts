/** How many times its limit work may take by the clock, on a machine that has no time for it. */
const LONGEST_WAIT = 5;
const SHORTEST_WAIT = 50;
/** What a timer can wait at most, in milliseconds; it would fire at once for more. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Calls `late` once when work that begins now has had more than `milliseconds` of the processor's time, so that what is
 * stopped does not depend on what else the machine does; and after five times that by the clock, for work that waits for
 * what never comes. Never before `milliseconds` by the clock. `used` says how much of the processor's time the work has
 * had so far, in milliseconds. Returns what calls it off.
 */
export function whenOverdue(milliseconds: number, used: () => number, late: () => void): () => void {
  const began = performance.now();
  const wait = (time: number): NodeJS.Timeout =>
    setTimeout(due, Math.min(Math.max(SHORTEST_WAIT, time), LONGEST_TIMER));
  const due = (): void => {
    const elapsed = performance.now() - began;
    const left = Math.max(
      milliseconds - elapsed,
      Math.min(milliseconds - used(), LONGEST_WAIT * milliseconds - elapsed),
    );
    if (left > 0) timer = wait(left);
    else late();
  };
  let timer = wait(milliseconds);
  return () => clearTimeout(timer);
}

/** Begins to count the processor's time that this process has; says how much it is, in milliseconds. */
export function countProcessorTime(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
