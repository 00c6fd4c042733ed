import type { ProgressEvent } from "@malmoi/schemas";
import { count, counted, duration } from "./format.ts";

/** What a stage counts, for people. Stages that take no time worth a bar are shown all the same: nothing is hidden. */
const UNITS: Record<string, string> = {
  intake: "file",
  "ocr.look": "page",
  "ocr.compare": "pair",
  "ocr.page": "page",
  "ocr.copy": "page",
  "dedupe.cluster": "step",
  "dedupe.segment": "step",
  "dedupe.rarity": "step",
  "dedupe.meet": "step",
  "dedupe.verify": "step",
  "dedupe.join": "step",
  "dedupe.attach": "step",
  "dedupe.members": "step",
  "publish.release": "step",
};

export interface StageProgress {
  readonly stage: string;
  readonly tasks: number;
  /** Finished by an earlier run. */
  readonly before: number;
  readonly done: number;
  readonly quarantined: number;
  /** Milliseconds since the stage began. */
  readonly elapsed: number;
  /** The same when its first task was done: until then workers start and load what they need. */
  readonly first: number;
}

/** Tasks that must be done before a rate says anything. */
const ENOUGH = 3;

/** Rate and time left, once there is something to reckon with. */
export function paceOf({
  tasks,
  before,
  done,
  elapsed,
  first,
}: StageProgress): { perSecond: number; left: number } | undefined {
  const time = (elapsed - first) / 1_000;
  if (done < ENOUGH || time < 0.5) return undefined;
  const perSecond = (done - 1) / time;
  return { perSecond, left: ((tasks - before - done) / perSecond) * 1_000 };
}

const rate = (perSecond: number): string => `${perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond))}/s`;

const BAR = 24;
const LEAST_BAR = 6;

/** One line that says how far a stage is; on a narrow terminal the bar gives way. */
export function stageLine(progress: StageProgress, finished: boolean, columns = Number.POSITIVE_INFINITY): string {
  const { stage, tasks, before, done, quarantined } = progress;
  const unit = UNITS[stage] ?? "document";
  // Equal tasks run once, so a finished stage may have run fewer than it has.
  const share = finished || tasks === 0 ? 1 : (before + done) / tasks;
  const parts = [finished ? counted(tasks, unit) : `${count(before + done)} of ${counted(tasks, unit)}`];
  if (before > 0) parts.push(`${count(before)} done before`);
  if (quarantined > 0) parts.push(`${count(quarantined)} quarantined`);
  const pace = finished ? undefined : paceOf(progress);
  if (pace !== undefined) parts.push(rate(pace.perSecond), `${duration(pace.left)} left`);
  if (finished && progress.elapsed >= 1_000) {
    if (done > 1) parts.push(rate((done * 1_000) / progress.elapsed));
    parts.push(duration(progress.elapsed));
  }
  const head = `  ${stage.padEnd(17)} `;
  const said = `  ${parts.join(", ")}`;
  const width = Math.max(LEAST_BAR, Math.min(BAR, columns - head.length - said.length));
  const filled = Math.round(share * width);
  return `${head}${"█".repeat(filled)}${"░".repeat(width - filled)}${said}`;
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const PLAIN_EVERY = 10_000;
const REDRAW_EVERY = 80;

/**
 * Shows a run's events: bars where `output` is a terminal, plain lines otherwise (at most one every ten seconds for a
 * stage), one JSON object a line for machines.
 */
export function progressPrinter(output: Output, json: boolean): (event: ProgressEvent) => void {
  if (json) return (event) => void output.write(`${JSON.stringify(event)}\n`);
  const terminal = output.isTTY === true;
  let current: StageProgress | undefined;
  let began = 0;
  let drawn = 0;

  const clear = (): void => {
    if (terminal) output.write("\r\u001B[K");
  };
  const say = (text: string): void => {
    clear();
    output.write(`${text}\n`);
  };
  const draw = (force: boolean): void => {
    if (current === undefined) return;
    const now = performance.now();
    if (!force && now - drawn < (terminal ? REDRAW_EVERY : PLAIN_EVERY)) return;
    drawn = now;
    show(stageLine(current, false, columns()));
  };
  // A line that wraps could not be drawn over.
  const columns = (): number => (terminal ? (output.columns ?? 80) - 1 : Number.POSITIVE_INFINITY);
  const show = (line: string): void => {
    output.write(terminal ? `\r\u001B[K${line.slice(0, columns())}` : `${line}\n`);
  };
  const advance = (change: Partial<StageProgress>): void => {
    if (current === undefined) return;
    const elapsed = performance.now() - began;
    current = { ...current, ...change, elapsed, first: current.done === 0 ? elapsed : current.first };
    draw(false);
  };

  return (event) => {
    switch (event.type) {
      case "run-started":
        say(`Building ${event.corpus} with ${counted(event.workers, "worker")}`);
        drawn = performance.now();
        return;
      case "stage-planning": {
        const now = performance.now();
        if (now - drawn < (terminal ? REDRAW_EVERY : PLAIN_EVERY)) return;
        drawn = now;
        show(`  ${event.stage.padEnd(17)} looking: ${counted(event.items, UNITS[event.stage] ?? "document")} so far`);
        return;
      }
      case "stage-planned":
        began = performance.now();
        drawn = began;
        current = {
          stage: event.stage,
          tasks: event.tasks,
          before: event.done,
          done: 0,
          quarantined: 0,
          elapsed: 0,
          first: 0,
        };
        if (terminal && event.tasks > 0) draw(true);
        return;
      case "task-done":
        advance({ done: (current?.done ?? 0) + 1 });
        return;
      case "task-retried":
        say(`  ! ${event.label}: ${event.error.message}; trying again`);
        draw(true);
        return;
      case "task-quarantined":
        say(`  ! ${event.label}: ${event.error.message} (${event.error.code})`);
        advance({ done: (current?.done ?? 0) + 1, quarantined: (current?.quarantined ?? 0) + 1 });
        return;
      case "stage-done":
        if (current !== undefined && current.tasks > 0) {
          say(stageLine({ ...current, quarantined: event.quarantined }, true, columns()));
        }
        current = undefined;
        return;
      case "note":
        say(`  ${event.message}`);
        return;
      case "run-done":
        return;
    }
  };
}
