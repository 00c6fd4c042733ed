import type { ScanFormat } from "@malmoi/schemas";

/** Bytes that `sniffFormat` wants to see: a PDF header may come late, and text is judged by this much. */
export const HEAD_BYTES = 4096;

type Magic = readonly [offset: number, bytes: string];

/** First bytes as Latin-1 strings. */
const SCANS: readonly (readonly [ScanFormat, readonly Magic[]])[] = [
  ["jpeg", [[0, "\xff\xd8\xff"]]],
  ["png", [[0, "\x89PNG\r\n\x1a\n"]]],
  ["tiff", [[0, "II*\0"]]],
  ["tiff", [[0, "MM\0*"]]],
  ["tiff", [[0, "II+\0\x08\0\0\0"]]],
  ["tiff", [[0, "MM\0+\0\x08\0\0"]]],
  ["jpeg2000", [[4, "jP  \r\n\x87\n"]]],
  ["jpeg2000", [[0, "\xff\x4f\xff\x51"]]],
  ["gif", [[0, "GIF87a"]]],
  ["gif", [[0, "GIF89a"]]],
  [
    "webp",
    [
      [0, "RIFF"],
      [8, "WEBP"],
    ],
  ],
];

/** APPNOTE 4.3.7 and 4.3.16: the first file's header, or the end of an archive without files. */
const ZIP = "PK\x03\x04";
const EMPTY_ZIP = "PK\x05\x06";

/** Is it a ZIP archive, or one of the many formats that are ZIP archives inside? Give it the first 4 bytes or more. */
export function beginsAsZip(head: Uint8Array): boolean {
  return matches(head, [0, ZIP]) || matches(head, [0, EMPTY_ZIP]);
}

/** Formats that archives hold and we cannot read, with what to do about each. */
const KNOWN_BUT_UNREAD: readonly (readonly [name: string, remedy: string, Magic])[] = [
  ["a BMP image", "Convert it to PNG or TIFF.", [0, "BM"]],
  ["a JBIG2 image", "Convert it to TIFF or PNG, or put it into a PDF.", [0, "\x97JB2\r\n\x1a\n"]],
  [
    "a DjVu document",
    "Convert it with DjVuLibre, `ddjvu -format=tiff file.djvu file.tif`, and upload the TIFF.",
    [0, "AT&TFORM"],
  ],
  ["an office document, or a ZIP archive inside another", "Print it to PDF, or unpack it.", [0, ZIP]],
  ["an empty ZIP archive", "Pack the scans again.", [0, EMPTY_ZIP]],
  ["a RAR archive", "Unpack it.", [0, "Rar!"]],
  ["a 7-Zip archive", "Unpack it.", [0, "7z\xbc\xaf\x27\x1c"]],
  ["a gzip file", "Unpack it.", [0, "\x1f\x8b"]],
  ["an old office document", "Print it to PDF.", [0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]],
  ["a Photoshop image", "Save it as TIFF or PNG.", [0, "8BPS"]],
  ...["ftyphei", "ftyphev", "ftypmif1", "ftypmsf1", "ftypavi"].map(
    (brand) => ["a HEIC or AVIF image", "Convert it to JPEG or PNG.", [4, brand]] as const,
  ),
  ["a film or a sound", "Leave it out.", [4, "ftyp"]],
  ["a JPEG XL image", "Convert it to PNG or TIFF.", [0, "\xff\x0a"]],
  ["a PostScript file", "Convert it to PDF.", [0, "%!PS"]],
  ["an icon", "Convert it to PNG.", [0, "\0\0\x01\0"]],
];

/**
 * What a file is, by its first bytes and never by its name. Give it the first `HEAD_BYTES` bytes. A PDF's header may
 * stand anywhere within the first 1024 bytes (PDF 1.7, note 13 of appendix H).
 */
export function sniffFormat(head: Uint8Array): ScanFormat {
  for (const [format, magics] of SCANS) if (magics.every((magic) => matches(head, magic))) return format;
  if (latin1(head.subarray(0, 1024)).includes("%PDF-")) return "pdf";
  if (describeUnknown(head) !== undefined) return "unknown";
  return looksLikeText(head) ? "text" : "unknown";
}

/** Name and remedy of a format that is known but not read; undefined for the unheard-of. */
export function describeUnknown(head: Uint8Array): { name: string; remedy: string } | undefined {
  const found = KNOWN_BUT_UNREAD.find(([, , magic]) => matches(head, magic));
  // "BM" alone also begins words; a BMP has its header's size, a small number, at byte 14.
  if (found?.[0] === "a BMP image" && !(head.length > 17 && head[15] === 0 && head[16] === 0)) return undefined;
  return found === undefined ? undefined : { name: found[0], remedy: found[1] };
}

/**
 * Text in UTF-8, in UTF-16 with a byte order mark, or in one of the old 8-bit encodings: no control characters other
 * than white space. 4 KB of picture or program without a single one do not occur.
 */
function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  if (head.some((byte) => (byte < 32 && ![9, 10, 12, 13].includes(byte)) || byte === 127)) return false;
  // Short scraps of binary can miss all control characters by chance, but are hardly UTF-8.
  return head.length >= 256 || isUtf8(head);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function matches(head: Uint8Array, [offset, bytes]: Magic): boolean {
  return latin1(head.subarray(offset, offset + bytes.length)) === bytes;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
