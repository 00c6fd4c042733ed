import type { Found } from "./span.ts";

/** RFC 5321: at most 64 characters before the @, 255 after it. */
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 255;

const LOCAL = /^[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*$/;
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/;
/** `logo@2x.png` is a file. */
const FILE_ENDING = /\.(?:png|jpe?g|gif|svg|webp|tiff?|pdf|css|js)$/i;

const isLocal = (unit: string): boolean => /[A-Za-z0-9._%+-]/.test(unit);
const isDomain = (unit: string): boolean => /[A-Za-z0-9.-]/.test(unit);

/**
 * E-mail addresses in the usual ASCII form. Grown from each @ outwards with bounds, so that no text can make it slow;
 * letters of other scripts end an address, so that it is found inside Thai or Korean without spaces. Addresses with
 * letters beyond ASCII, and those OCR has torn apart with spaces, are not found.
 */
export function findEmails(text: string): Found[] {
  const spans: Found[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at;
    while (start > 0 && at - start <= LONGEST_LOCAL && isLocal(text.charAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && end - at <= LONGEST_DOMAIN && isDomain(text.charAt(end))) end += 1;
    // Full stops and dashes around an address belong to the sentence.
    while (start < at && /[.-]/.test(text.charAt(start))) start += 1;
    while (end > at && /[.-]/.test(text.charAt(end - 1))) end -= 1;
    const local = text.slice(start, at);
    const domain = text.slice(at + 1, end);
    if (local.length > LONGEST_LOCAL || !LOCAL.test(local) || !DOMAIN.test(domain)) continue;
    if (!FILE_ENDING.test(domain)) spans.push({ start, end, rule: "email" });
  }
  return spans;
}
