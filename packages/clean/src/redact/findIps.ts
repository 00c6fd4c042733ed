import { isIPv6 } from "node:net";
import { label } from "./context.ts";
import type { Found } from "./span.ts";

const IPV4 = /(?<![\w.-])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\w-]|\.\d)/g;
/** Not the numbers of a version or of a section, which look the same. */
const VERSION = label(
  "v|ver|version|versión|versão|versi|verze|release|build|firmware|phiên bản|versiyon|sürüm|버전|รุ่น|الإصدار|نسخه|§|§§|section|sec|ch|chapter|table|fig|figure|article|art|clause|item|bab|pasal|tabel|gambar|capítulo|tabla|figura|tabela|chương|mục|bảng|hình|bölüm|tablo|제|표|그림|บทที่|ข้อ|ตารางที่|รูปที่|الفصل|الجدول|الشكل|فصل|جدول|شکل",
  3,
);
const LABEL = label(
  "ip|ipv4|ip-?address|address|host|server|dns|gateway|router|proxy|alamat|dirección|endereço|địa chỉ|주소|ที่อยู่|عنوان|نشانی|آدرس|כתובת",
  24,
);
/** Addresses for documentation (RFC 5737). */
const EXAMPLE = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./;
/** Numbers of sections are small; of real addresses only one in forty has no part beyond this. */
const LARGE = 64;

const HEXTET = "[0-9A-Fa-f]{1,4}";
const IPV6 = new RegExp(`(?<![\\w:.])(?:${HEXTET}:{1,2}){1,7}(?:${HEXTET})?(?:%\\w{1,8})?(?![\\w:])`, "g");

/**
 * Addresses of machines, IPv4 and IPv6, in their usual forms. No loopback, no masks and no examples (they are everybody's), and of
 * four small numbers with dots only those that the text calls an address: sections and versions look like that too.
 */
export function findIps(text: string): Found[] {
  const spans: Found[] = [];
  for (const match of text.matchAll(IPV4)) {
    const parts = match.slice(1, 5);
    const numbers = parts.map(Number);
    const [first = 0] = numbers;
    if (numbers.some((part) => part > 255) || parts.some((part) => /^0\d/.test(part))) continue;
    if (first === 0 || first === 127 || first === 255 || EXAMPLE.test(match[0])) continue;
    const before = text.slice(Math.max(0, match.index - 32), match.index);
    if (VERSION.test(before)) continue;
    if (!LABEL.test(before) && Math.max(...numbers) < LARGE) continue;
    spans.push({ start: match.index, end: match.index + match[0].length, rule: "ipv4" });
  }
  for (const match of text.matchAll(IPV6)) {
    const address = match[0].replace(/%.*$/, "");
    // A global, local or link address, with a digit: no words of code, no times of day, not loopback.
    if (!/^(?:[23]|f[cde])/i.test(address) || !/\d/.test(address) || !isIPv6(address)) continue;
    spans.push({ start: match.index, end: match.index + match[0].length, rule: "ipv6" });
  }
  return spans.toSorted((a, b) => a.start - b.start);
}
