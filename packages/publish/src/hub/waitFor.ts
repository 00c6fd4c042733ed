/** Longest wait that is chosen here; what the Hub asks for may be longer. */
const LONGEST_SECONDS = 60;

const UNITS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

/** Seconds that the reply asks for: `Retry-After`, a used-up `RateLimit`, or words such as "retry in about 1 hour". */
export function askedSeconds(headers: Headers, body: string, now: Date): number | undefined {
  const after = headers.get("retry-after");
  if (after !== null && /^\d+$/.test(after)) return Number(after);
  if (after !== null && !Number.isNaN(Date.parse(after)))
    return Math.max(0, (Date.parse(after) - now.getTime()) / 1000);
  // `"api";r=0;t=55`: nothing remains, and the window ends in 55 seconds.
  const limit = /;\s*r=0\s*;\s*t=(\d+)/.exec(headers.get("ratelimit") ?? "");
  if (limit !== null) return Number(limit[1]);
  const words = /(?:retry|try again)[^.]{0,60}?\bin\s+(?:about\s+)?(\d+|an?|one)\s+(second|minute|hour)/i.exec(body);
  if (words === null) return undefined;
  const [, amount = "", unit = ""] = words;
  return (/^\d+$/.test(amount) ? Number(amount) : 1) * (UNITS[unit.toLowerCase()] ?? 1);
}

/** Seconds before attempt `attempt` + 1 (the first is 1): doubling, and spread by `random` (0-1), so that many clients part. */
export function backOffSeconds(attempt: number, random: number): number {
  return Math.min(LONGEST_SECONDS, 2 ** (attempt - 1)) * (0.5 + random / 2);
}
