import { z } from 'zod';
import { HOME_ANSWERS } from './look-into-homes.ts';

/** By what somebody has opted out. */
export const OPT_OUT_WAYS = ['list', 'folder', 'home'] as const;

/**
 * `state/opt-outs.json`: what the ticks of a cluster know of who has opted out. It holds names, so only maintainers may
 * read it (mode 0660). Keys with a default are not in files of earlier versions.
 */
export const optOutStateSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('opt-outs'),
  cluster: z.string().default('').describe('whose ticks know this'),
  out: z
    .record(z.string(), z.object({ by: z.enum(OPT_OUT_WAYS), uid: z.int().nullable() }))
    .describe('who is counted under (opted-out); uid: the owner of the file in optout.d'),
  homes: z.record(z.string(), z.enum(HOME_ANSWERS)).describe('what each home said when it was last looked into'),
  never_looked: z.array(z.string()).default([]).describe('whose homes were never looked into'),
  held_back: z.boolean().default(false).describe('whether those people are shown nowhere until they were'),
  stuck: z.array(z.string()).default([]).describe('those of them whose homes did not answer; they come last'),
  lost: z
    .boolean()
    .default(false)
    .describe('whether this was begun anew after a loss: then a new home that cannot be seen tells nothing'),
  next_home: z.string().describe('the last home that was looked into: the next tick goes on behind it'),
  months: z
    .record(z.string(), z.string())
    .describe('checksums of the rollups of each month when they were last looked through for names'),
  pending: z.boolean().describe('whether the boards of all clusters are still to be made anew'),
});

/** The content of the file. */
export type OptOutState = z.infer<typeof optOutStateSchema>;
