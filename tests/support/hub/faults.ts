/** What a fault does to a request. */
export type Action =
  /** Answers so, without handling it, when something else has happened. */
  | {
      readonly kind: "status";
      readonly after?: () => Promise<void>;
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly message?: string;
    }
  /** Ends the connection: before anything is read, in the middle of the request, after it was handled but before the reply, or in the middle of the reply. */
  | { readonly kind: "drop"; readonly when: "before" | "mid" | "after" | "reply" }
  /** Waits for something else before it is handled: for another event, or a time. */
  | { readonly kind: "hold"; readonly until: () => Promise<void> }
  /** From here on the token is no longer valid. */
  | { readonly kind: "expire" }
  /** Somebody else commits to the branch first. */
  | { readonly kind: "intrude" };

export interface Fault {
  readonly action: Action;
  readonly method?: string;
  readonly path?: RegExp;
  /** Matching requests that pass first. */
  readonly skip?: number;
  /** Requests it hits; all if not given. */
  readonly times?: number;
}

/** Which fault hits a request, if any. Counts for itself. */
export function faultPicker(faults: readonly Fault[]): (method: string, path: string) => Action | undefined {
  const seen = faults.map(() => 0);
  return (method, path) => {
    let hit: Action | undefined;
    faults.forEach((fault, index) => {
      if (fault.method !== undefined && fault.method !== method) return;
      if (fault.path !== undefined && !fault.path.test(path)) return;
      const count = seen[index] ?? 0;
      seen[index] = count + 1;
      const skip = fault.skip ?? 0;
      if (hit === undefined && count >= skip && count < skip + (fault.times ?? Infinity)) hit = fault.action;
    });
    return hit;
  };
}
