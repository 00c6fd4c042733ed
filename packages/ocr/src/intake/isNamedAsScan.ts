const SCANS: ReadonlySet<string> = new Set(
  "avif bmp djvu gif heic heif j2k jb2 jbig2 jp2 jpc jpe jpeg jpf jpg jpx jxl pdf png tif tiff webp zip".split(" "),
);

/**
 * Does a file's name promise a scan? What a file is never depends on it. But a text under such a name (the error page of
 * a server, saved as the picture that was asked for) is a scan that got lost, and no text beside the scans.
 */
export function isNamedAsScan(path: string): boolean {
  return SCANS.has(/\.([^./]*)$/.exec(path)?.[1]?.toLowerCase() ?? "");
}
