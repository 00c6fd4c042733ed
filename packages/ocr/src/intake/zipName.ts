import { getFileNameLowLevel } from "yauzl";

/** What a name of a ZIP's directory needs to be read. */
export interface RawZipName {
  readonly fileNameRaw: Buffer;
  readonly generalPurposeBitFlag: number;
  readonly extraFields: { id: number; data: Buffer }[];
}

/**
 * The name of a ZIP entry as text. Bytes that are valid UTF-8 are that, whatever the flag says: macOS writes UTF-8 and
 * does not say so. Others are read as the specification wants (APPNOTE 6.3.10, 4.4.17 and appendix D): the Unicode
 * path field if there is one, else code page 437. Korean or Arabic names from an old Windows come out as line-drawing
 * characters, but each file keeps a name of its own, always the same, from which the bytes can be had back.
 */
export function zipName({ fileNameRaw, generalPurposeBitFlag, extraFields }: RawZipName): string {
  const text = fileNameRaw.toString("utf8");
  if (Buffer.from(text, "utf8").equals(fileNameRaw)) return text;
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}

/**
 * The path inside the archive, with `/` and without empty or `.` parts; undefined for a name that would leave the
 * folder it is unpacked into, or that no file system can hold. Windows programs write `\` where they mean `/`.
 */
export function safePath(name: string): string | undefined {
  if (/^[/\\]|^[A-Za-z]:|\0/.test(name)) return undefined;
  const parts = name.split(/[/\\]/).filter((part) => part !== "" && part !== ".");
  return parts.length === 0 || parts.includes("..") ? undefined : parts.join("/");
}
