/** A file whose transfer broke off: its first `share` (0-1). */
export function truncated(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}
