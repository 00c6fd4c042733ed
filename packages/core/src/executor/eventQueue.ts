/** Events pushed by many, read by one. */
export function eventQueue<Event>(): {
  push(event: Event): void;
  /** No more events; with an error, the reader gets it after the events so far. */
  end(error?: unknown): void;
  events(): AsyncGenerator<Event>;
} {
  const waiting: Event[] = [];
  let ended: { error: unknown } | undefined;
  let wake: (() => void) | undefined;
  const notify = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push(event) {
      waiting.push(event);
      notify();
    },
    end(error) {
      ended ??= { error };
      notify();
    },
    async *events() {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) {
          yield next;
        } else if (ended !== undefined) {
          if (ended.error !== undefined) throw ended.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
