import { sealJson } from '../../../src/platform/checked-json.ts';
import type { Chance } from './chance.ts';
import { spoilBytes } from './mutate.ts';
import { spoilJson } from './spoil-json.ts';

/** Whole files that nobody would expect. */
const STRANGE: readonly ((bytes: Buffer) => Buffer)[] = [
  () => Buffer.alloc(0),
  () => Buffer.from('['.repeat(1_000_000)),
  () => Buffer.from('{"a":'.repeat(100_000)),
  () => Buffer.alloc(4096),
  (bytes) => Buffer.concat([Buffer.from('\ufeff'), bytes]),
  (bytes) => Buffer.concat([bytes, bytes]),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  () => Buffer.from('null'),
  () => Buffer.from('"text"\n'),
  () => Buffer.from('- a: &x [*x]\n'),
  (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('"m":', '"m":4294967295,"m2":'), 'latin1'),
];

/** Another file's content in a file's place: spoilt bytes, something else, or JSON that says something else. */
export function spoilFile(bytes: Buffer, chance: Chance, other: Buffer): Buffer {
  if (chance.once(12)) return chance.oneOf(STRANGE)(bytes);
  const text = bytes.toString('utf8');
  if (!text.startsWith('{') || chance.below(2) === 0) return spoilBytes(bytes, chance, other);
  // A file of JSON that says something else: half of them under a checksum that fits.
  const body = text.replace(/,"checksum":"[^"]*"\}\s*$/, '}');
  if (body === text) return chance.once(2) ? spoilBytes(bytes, chance, other) : jsonOr(bytes, body, chance);
  const json = jsonOr(bytes, body, chance).toString('utf8');
  return /[^{]\}$/.test(json) && !chance.once(5) ? sealJson(json) : Buffer.from(json);
}

/** The bloom's file begins with JSON but is none. */
function jsonOr(bytes: Buffer, text: string, chance: Chance): Buffer {
  try {
    return Buffer.from(spoilJson(text, chance));
  } catch (error) {
    if (error instanceof SyntaxError) return bytes.subarray(0, chance.below(bytes.length));
    throw error;
  }
}
