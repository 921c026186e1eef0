import { z } from 'zod';
import { readCheckedJson, sealJson } from '../../platform/checked-json.ts';
import { writeIfChanged } from '../../platform/durable-file.ts';
import { isErrno } from '../../platform/errno.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { HOME_ANSWERS } from './look-into-homes.ts';
import { optOutCopyFile } from './privacy-paths.ts';

/** By what somebody has opted out. */
export const OPT_OUT_WAYS = ['list', 'folder', 'home'] as const;

/**
 * `state/opt-outs.json`: what the ticks of a cluster know of who has opted out. It holds names, so only maintainers may
 * read it (mode 0660).
 */
export const optOutStateSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('opt-outs'),
  out: z
    .record(z.string(), z.object({ by: z.enum(OPT_OUT_WAYS), uid: z.int().nullable() }))
    .describe('who is counted under (opted-out); uid: the owner of the file in optout.d'),
  homes: z.record(z.string(), z.enum(HOME_ANSWERS)).describe('what each home said when it was last looked into'),
  next_home: z.string().describe('the last home that was looked into: the next tick goes on behind it'),
  months: z
    .record(z.string(), z.string())
    .describe('checksums of the rollups of each month when they were last looked through for names'),
  pending: z.boolean().describe('whether the boards of all clusters are still to be made anew'),
});

/** The content of the file. */
export type OptOutState = z.infer<typeof optOutStateSchema>;

/** What is known before the first tick. */
const NO_OPT_OUTS: OptOutState = {
  schema_version: 1,
  kind: 'opt-outs',
  out: {},
  homes: {},
  next_home: '',
  months: {},
  pending: false,
};

/** For the maintainers alone. */
const STATE_MODE = 0o660;

/**
 * Reads the file, or its copy where it is damaged or gone: by what somebody opted out may be nowhere else, as a mark in
 * a home that cannot be looked into now. Where neither is there, or they may not be read, nobody is known to be out.
 * Throws KnownError where one is damaged and the other does not help: then nobody is to be shown.
 */
export async function readOptOutState(path: string): Promise<OptOutState> {
  try {
    const read = await readCheckedJson(path, optOutStateSchema);
    if (read.ok) return read.value;
    const copy = await readCheckedJson(optOutCopyFile(path), optOutStateSchema);
    if (read.fault !== 'newer' && copy.ok) return copy.value;
    if (read.fault === 'missing' && !copy.ok && copy.fault === 'missing') return NO_OPT_OUTS;
    throw new KnownError(
      `${path}: ${read.detail}, and its copy beside it does not help: by what people opted out is not known and ` +
        'nobody is shown; put it back from a backup, or remove both while all homes can be looked into',
      EXIT.badRoot,
    );
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM')) return NO_OPT_OUTS;
    throw error;
  }
}

/** Writes the file and its copy where they say something new. */
export async function writeOptOutState(path: string, state: OptOutState): Promise<void> {
  const bytes = sealJson(JSON.stringify(state));
  for (const file of [path, optOutCopyFile(path)]) await writeIfChanged(file, bytes, { mode: STATE_MODE });
}
