import { createHash } from 'node:crypto';
import { sealJson } from '../../src/platform/checked-json.ts';

/** The text of a checked file with a piece replaced, under a checksum that fits. */
export function resealed(bytes: Buffer, piece: string, by: string): string {
  const body = bytes.toString('utf8').replace(/,"checksum":"[^"]*"\}\n$/, '}');
  return sealJson(body.replace(piece, by)).toString('utf8');
}

/** The bytes of a filter of one layer with a piece of its header replaced, under a checksum that fits. */
export function resealedFilter(bytes: Buffer, piece: string, by: string): Buffer {
  const stop = bytes.indexOf('\n');
  const { sha256: _, ...header } = JSON.parse(bytes.toString('utf8', 0, stop).replace(piece, by));
  const bits = bytes.subarray(stop + 1);
  const sha256 = createHash('sha256').update(JSON.stringify(header)).update('\n').update(bits).digest('hex');
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`), bits]);
}
