import { z } from 'zod';
import { readCheckedJson, sealJson } from '../../platform/checked-json.ts';
import { writeIfChanged } from '../../platform/durable-file.ts';
import { isErrno } from '../../platform/errno.ts';
import { HOME_ANSWERS } from './look-into-homes.ts';

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

/** Reads the file; one that is not there, is damaged or may not be read says nothing. */
export async function readOptOutState(path: string): Promise<OptOutState> {
  try {
    const read = await readCheckedJson(path, optOutStateSchema);
    return read.ok ? read.value : NO_OPT_OUTS;
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM')) return NO_OPT_OUTS;
    throw error;
  }
}

/** Writes the file where it says something new. */
export async function writeOptOutState(path: string, state: OptOutState): Promise<void> {
  await writeIfChanged(path, sealJson(JSON.stringify(state)), { mode: STATE_MODE });
}
