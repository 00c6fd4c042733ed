import type { PublishEvent } from "@malmoi/publish";
import { counted, duration } from "./format.ts";

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** `1.5 MB`, in powers of 1,000. */
export function size(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${UNITS[power]}`;
}

const BAR = 24;
const TERMINAL_EVERY = 100;
const PLAIN_EVERY = 10_000;

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Shows how far an upload is: a bar on a terminal, a line every ten seconds elsewhere, JSON Lines for machines. */
export function publishPrinter(output: Output, json: boolean): (event: PublishEvent) => void {
  if (json) return (event) => void output.write(`${JSON.stringify(event)}\n`);
  const terminal = output.isTTY === true;
  const began = performance.now();
  let drawn = began;
  let files = 0;
  const say = (text: string): void => void output.write(`${terminal ? "\r\u001B[K" : ""}${text}\n`);
  return (event) => {
    switch (event.type) {
      case "planned":
        ({ files } = event);
        return say(`Release ${event.version}: ${counted(event.files, "file")}, ${size(event.bytes)}`);
      case "differs":
        if (event.add + event.remove > 0) {
          const rest = event.add < files ? `; ${files - event.add} are there` : "";
          say(`  ${counted(event.add, "file")} to send (${size(event.bytes)}), ${event.remove} to remove${rest}`);
        }
        return;
      case "step":
        return say(`  ${event.message}`);
      case "waiting":
        return say(`  Waiting ${duration(event.seconds * 1000)}: ${event.reason}`);
      case "sent": {
        const now = performance.now();
        if (now - drawn < (terminal ? TERMINAL_EVERY : PLAIN_EVERY)) return;
        drawn = now;
        const share = event.total === 0 ? 1 : event.sent / event.total;
        const filled = Math.round(share * BAR);
        const perSecond = event.sent / ((now - began) / 1000);
        const left = perSecond > 0 ? `, ${duration(((event.total - event.sent) / perSecond) * 1000)} left` : "";
        const bar = "█".repeat(filled) + "░".repeat(BAR - filled);
        const line = `  ${bar}  ${size(event.sent)} of ${size(event.total)}, ${size(perSecond)}/s${left}`;
        output.write(terminal ? `\r\u001B[K${line}` : `${line}\n`);
        return;
      }
      case "published":
        return say(
          event.changed
            ? `Published ${event.version}: ${event.where}`
            : `${event.version} is there already, nothing was sent: ${event.where}`,
        );
    }
  };
}
