import type { HubAccess } from "./hubApi.ts";
import type { UploadPlan } from "./planUpload.ts";
import type { PublishEvent } from "./publishEvents.ts";

/** What all steps of one publishing share. */
export interface Work {
  readonly hub: HubAccess;
  readonly plan: UploadPlan;
  readonly signal: AbortSignal;
  /** Bytes of data that are sent, and that are to be sent. */
  readonly progress: { sent: number; total: number };
  pause(seconds: number): Promise<unknown>;
  report(event: PublishEvent): void;
}

/** Of a step that is tried again as a whole, beside the attempts for each request. */
export const ATTEMPTS = 6;
