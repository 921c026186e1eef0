import { z } from 'zod';
import { readCheckedJson, sealJson } from '../../platform/checked-json.ts';
import { writeDurably } from '../../platform/durable-file.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { quarantine } from '../../platform/quarantine.ts';

const epoch = z.int().nonnegative().describe('epoch seconds');

/** Somebody who was in no rollup when they were found. */
const foundUserSchema = z.object({
  name: z.string().describe('as sacct is asked for it'),
  from: z.array(z.enum(['home', 'accounting'])).min(1),
  found_at: epoch,
  asked_at: epoch.nullable(),
  result: z
    .enum(['waiting', 'jobs', 'no-jobs', 'unknown'])
    .describe('unknown: this host knows no such user, and sacct cannot be asked for one'),
  jobs: z.int().nonnegative().describe('jobs that the call brought, counted before or not'),
});

export type FoundUser = z.infer<typeof foundUserSchema>;

/** `state/discovery.json`: who was found, from where, when they were asked for, and with what result (spec C4). */
export const discoverySchema = z.object({
  schema_version: z.literal(1),
  kind: z.literal('discovery'),
  cluster: z.string(),
  home: z
    .object({
      folder: z.string(),
      mtime_ms: z
        .number()
        .nullable()
        .describe('of the folder when all of it was looked at; null: it is to be looked at'),
      began_ms: z.number().nullable().describe('of the folder when the look began that is not done yet'),
      after: z.string().describe('the last name that was looked at; empty: the look is done'),
      fault: z.string().nullable(),
    })
    .nullable(),
  accounting: z
    .object({
      asked_at: epoch,
      users: z.int().nonnegative().nullable().describe('null: not told; without fault: there is no sacctmgr'),
      fault: z.string().nullable(),
    })
    .nullable(),
  asking: z
    .object({
      names: z.array(z.string()).min(1),
      next: epoch,
      until: epoch,
      span_seconds: z.int().positive(),
      jobs: z.record(z.string(), z.int().nonnegative()).describe('jobs so far, by user'),
    })
    .nullable()
    .describe('the users that are just asked for, and which of the time is left'),
  trouble: z
    .object({ at: epoch, detail: z.string() })
    .nullable()
    .describe('the last call for users failed; it is made again an hour later'),
  users: z.array(foundUserSchema),
});

export type Discovery = z.infer<typeof discoverySchema>;

/** Where the file is, and whose it is. */
export type DiscoveryPlace = { readonly path: string; readonly cluster: string; readonly nowMs: number };

/** Nobody found yet. */
export function firstDiscovery(cluster: string): Discovery {
  return {
    schema_version: 1,
    kind: 'discovery',
    cluster,
    home: null,
    accounting: null,
    asking: null,
    trouble: null,
    users: [],
  };
}

/**
 * Reads the file; one that is damaged, or another cluster's, is set aside, and finding begins anew. Throws KnownError
 * for a newer one, which is left alone.
 */
export async function openDiscovery({ path, cluster, nowMs }: DiscoveryPlace): Promise<Discovery> {
  const read = await readCheckedJson(path, discoverySchema);
  if (read.ok && read.value.cluster === cluster) return read.value;
  if (!read.ok && read.fault === 'newer') throw new KnownError(`${path}: ${read.detail}`, EXIT.badRoot);
  if (read.ok || read.fault !== 'missing') await quarantine(path, nowMs);
  return firstDiscovery(cluster);
}

/** It names people who may be on no board, or have opted out: only maintainers are to read it. */
const MODE = 0o660;

/** Replaces the file: one user a line, sorted. */
export async function saveDiscovery(path: string, discovery: Discovery): Promise<void> {
  const { users, ...head } = discovery;
  const lines = [...users].sort((a, b) => (a.name < b.name ? -1 : 1)).map((user) => `\n${JSON.stringify(user)}`);
  const text = `${JSON.stringify(head).slice(0, -1)},"users":[${lines.join(',')}]}`;
  await writeDurably(path, sealJson(text), { inPlace: true, mode: MODE });
}
