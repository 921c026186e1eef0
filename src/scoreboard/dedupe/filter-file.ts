import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseJson } from '../../platform/parse-json.ts';
import { SeenFilter } from './seen-filter.ts';
import { hasShape, SeenLayer } from './seen-layer.ts';

/**
 * `state/seen/YYYY-MM.bloom`: for each layer one line of JSON, then its bits. `sha256` is of the line without that
 * last key, a newline, and the bits.
 */
export const filterHeaderSchema = z.object({
  v: z.literal(1),
  cluster: z.string(),
  month: z.string(),
  layer: z.int().nonnegative(),
  m: z.int().positive().describe('bits'),
  k: z.int().positive().describe('bits a run sets'),
  n: z.int().positive().describe('runs the layer is made for'),
  p: z.number().positive().describe('rate of false positives when n runs were added'),
  count: z.int().nonnegative().describe('runs added'),
  rate: z.number().positive().describe('rate of false positives wanted of all layers together'),
  hash: z.literal('sha1'),
  sha256: z.string(),
});

type FilterHeader = z.infer<typeof filterHeaderSchema>;

/** Whose filter it is. */
export type FilterOwner = { readonly cluster: string; readonly month: string };

/** A filter file read, or why it cannot be. */
export type FilterRead =
  | { readonly ok: true; readonly filter: SeenFilter }
  | { readonly ok: false; readonly fault: 'damaged' | 'newer'; readonly detail: string };

const NEWLINE = 10;
const LONGEST_HEADER = 4096;
/** The last of so many layers, each twice the one before, would be for more runs than any month has. */
const MOST_LAYERS = 16;
/** A header that a later version wrote; the rest of it is for that version to judge. */
const newerHeaderSchema = z.looseObject({ v: z.int().min(2), m: z.int().positive(), sha256: z.string() });

/** The bytes of a filter's file. */
export function encodeFilter(filter: SeenFilter, owner: FilterOwner): Buffer {
  const parts = filter.layers.flatMap((layer, index) => {
    const header: Omit<FilterHeader, 'sha256'> = {
      v: 1,
      ...owner,
      layer: index,
      m: layer.bits,
      k: layer.hashes,
      n: layer.capacity,
      p: layer.targetRate,
      count: layer.count,
      rate: filter.rate,
      hash: 'sha1',
    };
    const sealed = { ...header, sha256: sumOf(header, layer.bytes) };
    return [Buffer.from(`${JSON.stringify(sealed)}\n`), layer.bytes];
  });
  return Buffer.concat(parts);
}

/** Reads the bytes of a filter's file; anything that does not fit makes the whole unreadable. */
export function decodeFilter(bytes: Buffer, owner: FilterOwner): FilterRead {
  const layers: SeenLayer[] = [];
  let rate = 0;
  for (let at = 0; at < bytes.length; ) {
    const stop = bytes.subarray(at, at + LONGEST_HEADER).indexOf(NEWLINE);
    const line = stop < 0 ? '' : bytes.toString('utf8', at, at + stop);
    const newer = newerVersion(line, bytes.subarray(at + stop + 1));
    if (newer !== null) {
      return { ok: false, fault: 'newer', detail: `it was written by a newer slurm-sb (v ${newer})` };
    }
    const header = parseHeader(line);
    if (header === null) return damaged(`layer ${layers.length} has no readable header`);
    const bits = bytes.subarray(at + stop + 1, at + stop + 1 + Math.ceil(header.m / 8));
    const fault = findFault(header, bits, { ...owner, layer: layers.length });
    if (fault !== null) return damaged(`layer ${layers.length} ${fault}`);
    const layer = new SeenLayer(header.n, header.p);
    layer.restore(bits, header.count);
    layers.push(layer);
    rate = header.rate;
    at += stop + 1 + bits.length;
  }
  const first = layers[0];
  if (first === undefined) return damaged('it is empty');
  return { ok: true, filter: new SeenFilter({ firstCapacity: first.capacity, rate }, layers) };
}

/** The version of a layer that a later slurm-sb wrote whole; null for any other: a digit may be what was damaged. */
function newerVersion(line: string, after: Buffer): number | null {
  const header = parseJson(line);
  const parsed = newerHeaderSchema.safeParse(header);
  if (!parsed.success) return null;
  // The sum is of the header as it was written, so in the order of its keys.
  const { sha256, ...rest } = header as typeof parsed.data;
  const bits = after.subarray(0, Math.ceil(rest.m / 8));
  return sumOf(rest, bits) === sha256 ? rest.v : null;
}

function damaged(detail: string): FilterRead {
  return { ok: false, fault: 'damaged', detail };
}

function parseHeader(line: string): FilterHeader | null {
  const parsed = filterHeaderSchema.safeParse(parseJson(line));
  return parsed.success ? parsed.data : null;
}

function findFault(header: FilterHeader, bits: Buffer, wanted: FilterOwner & { layer: number }): string | null {
  if (header.cluster !== wanted.cluster || header.month !== wanted.month) {
    return `is of ${header.cluster} ${header.month}`;
  }
  if (header.layer !== wanted.layer) return `calls itself ${header.layer}`;
  if (!hasShape(header.n, header.p, { bits: header.m, hashes: header.k })) {
    return `says m=${header.m} k=${header.k}, which n and p do not give`;
  }
  if (header.count > header.n) return `says that ${header.count} runs were added, but is for ${header.n}`;
  if (wanted.layer >= MOST_LAYERS) return 'is one more than a filter grows to';
  if (bits.length < Math.ceil(header.m / 8)) return 'is cut';
  const { sha256, ...rest } = header;
  return sumOf(rest, bits) === sha256 ? null : 'does not fit its checksum';
}

/** SHA-256 of the header without its own sum, a newline, and the bits. */
function sumOf(header: object, bits: Uint8Array): string {
  return createHash('sha256').update(JSON.stringify(header)).update('\n').update(bits).digest('hex');
}
