import type { Found } from "./span.ts";

/** User and password before the host (RFC 3986, 3.2.1). */
const USER_INFO = /(?<=\b[A-Za-z][A-Za-z0-9+.-]{1,15}:\/\/)[^\s/?#@:<>"'\\]{1,128}:[^\s/?#@<>"'\\]{1,128}(?=@[^\s@])/g;
/** What web services take secrets as. */
const SECRET =
  /(?<=[?&;](?:access_?token|refresh_?token|auth_?token|id_?token|token|api_?key|apikey|client_?secret|secret|password|passwd|pwd|pass|session_?id|sessionid|sid|signature|sig|x-amz-signature|x-amz-credential|jwt)=)[^\s&#;<>"']{4,4096}/gi;
const URL_START = /\b[A-Za-z][A-Za-z0-9+.-]{1,15}:\/\/[^\s<>"']{0,2048}$/;

/** Credentials in URLs: "user:password" before the host, and the values of parameters whose names say they are secret. */
export function findCredentials(text: string): Found[] {
  if (!text.includes("://")) return [];
  const spans: Found[] = [];
  for (const { 0: found, index } of text.matchAll(USER_INFO)) {
    spans.push({ start: index, end: index + found.length, rule: "userinfo" });
  }
  for (const { 0: found, index } of text.matchAll(SECRET)) {
    if (!URL_START.test(text.slice(Math.max(0, index - 2100), index))) continue;
    const trimmed = found.replace(/[.,)\]]+$/, "");
    spans.push({ start: index, end: index + trimmed.length, rule: "parameter" });
  }
  return spans.toSorted((a, b) => a.start - b.start);
}
