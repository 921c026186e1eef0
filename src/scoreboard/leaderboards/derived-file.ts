import { z } from 'zod';
import { sealJson } from '../../platform/checked-json.ts';

const month = z.string().regex(/^\d{4}-\d{2}$/);

/** `state/derived.json`: what the user files of a cluster were last made from. */
export const derivedSchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('derived'),
  day: z.string().default('').describe('UTC day on which all user files were last looked at'),
  months: z.record(month, z.string()).describe('checksum of each month rollup'),
  users: z
    .record(month, z.record(z.string(), z.string()))
    .describe('for the newest months, the digest of each user’s row: who has changed since'),
});

/** The content of the file. */
export type Derived = z.infer<typeof derivedSchema>;

/** The bytes of the file. */
export function encodeDerived(derived: Pick<Derived, 'day' | 'months' | 'users'>): Buffer {
  return sealJson(JSON.stringify({ schema_version: 1, kind: 'derived', ...derived }));
}
