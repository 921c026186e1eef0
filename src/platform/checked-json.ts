import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { checkedTail, fitsChecksum } from './checked-tail.ts';
import { isErrno } from './errno.ts';
import { newestVersion, upgraded } from './file-versions.ts';
import type { JsonBytes } from './json-bytes.ts';
import { parseJson } from './parse-json.ts';
import { NotPlainFileError, readPlainFile } from './read-plain-file.ts';

/**
 * Checked JSON: one JSON object whose last key is `checksum`, `sha256:` and the hex SHA-256 of the object's text
 * without that key (the bytes before `,"checksum"` and a closing brace). Any tool can check it:
 * `sed 's/,"checksum":"[^"]*"}$/}/' FILE | head -c -1 | sha256sum`.
 */

/** Why a checked file gave no value; `missing` is no fault, `newer` is one this version must not touch. */
export type CheckedFault = 'missing' | 'unreadable' | 'checksum' | 'schema' | 'newer';

/**
 * A checked file read: its value and checksum, or why there is none. `version` is the file's own; the value of an older
 * one is upgraded.
 */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly checksum: string; readonly version: number }
  | { readonly ok: false; readonly fault: CheckedFault; readonly detail: string };

/** The bytes of a checked file for the JSON text of an object. Throws when the text is no object's. */
export function sealJson(objectText: string): Buffer {
  if (!/[^{]\}$/.test(objectText)) throw new Error('only the text of a JSON object with keys can carry a checksum');
  const bytes = Buffer.from(objectText);
  const checksum = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return Buffer.concat([bytes.subarray(0, -1), Buffer.from(`,"checksum":"${checksum}"}\n`)]);
}

const CLOSING_BRACE = 125;

/** The bytes of a checked file for the JSON text of an object, which they end with. Throws when it is no object's. */
export function sealJsonBytes(out: JsonBytes): Buffer {
  const { bytes } = out;
  if (bytes.at(-1) !== CLOSING_BRACE) throw new Error('only the text of a JSON object can carry a checksum');
  const checksum = createHash('sha256').update(bytes).digest('hex');
  out.takeBack(1);
  out.text(`,"checksum":"sha256:${checksum}"}\n`);
  return out.bytes;
}

/** `sha256:` and the hex SHA-256 of a text. */
export function checksumOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Checks and reads the bytes of a checked file. */
export function openJson<T>(bytes: Buffer, schema: z.ZodType<T>): Checked<T> {
  const tail = checkedTail(bytes);
  const parsed = parseObject(tail === null ? bytes.toString('utf8') : `${bytes.toString('utf8', 0, tail.bodyEnd)}}`);
  if (parsed === null) return { ok: false, fault: 'unreadable', detail: 'it is not a JSON object' };
  const version = parsed.schema_version;
  if (tail !== null && !fitsChecksum(bytes, tail)) {
    return { ok: false, fault: 'checksum', detail: 'its checksum does not fit its content' };
  }
  // Only now: a digit of the version may be what was damaged. A later version may have another kind of checksum.
  if (typeof version === 'number' && version > newestVersion(schema)) {
    return { ok: false, fault: 'newer', detail: `it was written by a newer slurm-sb (schema_version ${version})` };
  }
  if (tail === null) return { ok: false, fault: 'checksum', detail: 'it has no checksum' };
  const checked = schema.safeParse(upgraded(parsed, schema));
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return { ok: false, fault: 'schema', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unknown'}` };
  }
  const { checksum } = tail;
  return { ok: true, value: checked.data, checksum, version: typeof version === 'number' ? version : 1 };
}

/** Reads a checked file; a file that is not there is the fault `missing`. */
export async function readCheckedJson<T>(path: string, schema: z.ZodType<T>): Promise<Checked<T>> {
  try {
    return openJson(await readPlainFile(path), schema);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return { ok: false, fault: 'missing', detail: 'it is not there' };
    if (error instanceof NotPlainFileError) return { ok: false, fault: 'unreadable', detail: `it is ${error.detail}` };
    if (isErrno(error, 'EISDIR')) return { ok: false, fault: 'unreadable', detail: 'it is a folder' };
    throw error;
  }
}

function parseObject(text: string): Record<string, unknown> | null {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
