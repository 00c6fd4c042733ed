import type { PageScore } from "@malmoi/ocr";
import type { ErrorRecord } from "@malmoi/schemas";
import { count, duration } from "../terminal/format.ts";
import { paceOf } from "../terminal/progress.ts";

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

interface EvalProgress {
  /** A page is measured; one that could not be read is named at once. */
  page(set: string, score: PageScore): void;
  /** The rest of a set cannot be measured. */
  skip(set: string, error: ErrorRecord, pages: number): void;
  done(): void;
}

/** Says how far a measurement of `total` pages is: a line that is drawn over on a terminal, only failures elsewhere. */
export function evalProgress(output: Output, total: number): EvalProgress {
  const began = performance.now();
  const terminal = output.isTTY === true;
  let done = 0;
  let first = 0;
  let skipped = 0;
  const clear = (): void => {
    if (terminal) output.write("\r\u001B[K");
  };
  const say = (text: string): void => {
    clear();
    output.write(`${text}\n`);
  };
  const draw = (set: string): void => {
    if (!terminal) return;
    const elapsed = performance.now() - began;
    const pace = paceOf({ stage: "", tasks: total, before: skipped, done, quarantined: 0, elapsed, first });
    const left = pace === undefined ? "" : `, ${duration(pace.left)} left`;
    const line = `${count(done + skipped)} of ${count(total)} pages${left}  ${set}`;
    // A line that wraps could not be drawn over.
    output.write(`\r\u001B[K${line.slice(0, (output.columns ?? 80) - 1)}`);
  };
  return {
    page(set, { page, error }) {
      done++;
      if (done === 1) first = performance.now() - began;
      if (error !== undefined) say(`  ! ${set}/${page}: ${error.message} (${error.code})`);
      draw(set);
    },
    skip(set, { message, hint }, pages) {
      skipped += pages;
      say(`  ! ${set}: ${message}\n    ${hint}`);
    },
    done: clear,
  };
}
