import { createHash } from 'node:crypto';

/** The end of a checked file (see checked-json.ts). */
const TAIL = /,"checksum":"(sha256:[0-9a-f]{64})"\}\n?$/;

/** More bytes than the end of a checked file takes. */
export const CHECKED_TAIL_BYTES = 128;

/** Where the bytes before the checksum end, and the checksum that a checked file carries. */
export type CheckedTail = { readonly bodyEnd: number; readonly checksum: string };

/** The end of a checked file, from its bytes or from its last ones; null when it carries no checksum. */
export function checkedTail(bytes: Buffer): CheckedTail | null {
  const from = Math.max(0, bytes.length - CHECKED_TAIL_BYTES);
  const match = TAIL.exec(bytes.toString('latin1', from));
  return match === null ? null : { bodyEnd: from + match.index, checksum: match[1] ?? '' };
}

/** True when a file's bytes fit the checksum that it carries; nothing is decoded for it. */
export function fitsChecksum(bytes: Buffer, { bodyEnd, checksum }: CheckedTail): boolean {
  return checksum === `sha256:${createHash('sha256').update(bytes.subarray(0, bodyEnd)).update('}').digest('hex')}`;
}

/** True when a file carries a checksum that fits its bytes. */
export function hasIntactChecksum(bytes: Buffer): boolean {
  const tail = checkedTail(bytes);
  return tail !== null && fitsChecksum(bytes, tail);
}
