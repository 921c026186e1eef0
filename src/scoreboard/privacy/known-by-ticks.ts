import { join } from 'node:path';
import { z } from 'zod';
import { isErrno } from '../../platform/errno.ts';
import { listFolders } from '../../platform/list-folders.ts';
import { parseJson } from '../../platform/parse-json.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { outInEither } from './either-says-out.ts';
import type { OptOutState } from './opt-out-schema.ts';
import { heldBack, readOptOutState } from './opt-out-state.ts';

/** What the ticks of a root's clusters know together. */
export type KnownByTicks = {
  readonly out: OptOutState['out'];
  readonly homes: OptOutState['homes'];
  /** Who is to be shown nowhere yet: no tick of any cluster has looked into their homes. */
  readonly heldBack: ReadonlySet<string>;
  /** Whether nothing was passed over. */
  readonly whole: boolean;
};

/** Which clusters, and what becomes of files that may not be read, and of damaged ones whose copy does not help. */
export type WhichTicks = {
  readonly except?: string;
  readonly closed: 'throw' | 'pass';
  readonly damaged?: 'pass';
};

/**
 * Reads what the ticks know. Throws KnownError, and what the file system says, for what is not to be passed over: who
 * has opted out is not known then.
 */
export async function knownByTicks(root: string, which: WhichTicks): Promise<KnownByTicks> {
  const clusters = (await listFolders(join(root, 'clusters'))) ?? [];
  const others = clusters.filter((cluster) => cluster !== which.except);
  const read = await Promise.all(others.map((cluster) => readOne(root, cluster, which)));
  const states = read.filter((state) => state !== null && state !== 'passed');
  const homes = Object.assign({}, ...states.map((state) => state.homes)) as OptOutState['homes'];
  const waiting = states.flatMap(heldBack).filter((user) => homes[user] === undefined);
  return {
    out: states.map(({ out }) => out).reduce(outInEither, {}),
    homes,
    heldBack: new Set(waiting),
    whole: !read.includes('passed'),
  };
}

async function readOne(root: string, cluster: string, which: WhichTicks): Promise<OptOutState | 'passed' | null> {
  const state = join(root, 'clusters', cluster, 'state');
  try {
    return await readOptOutState({ cluster: await whoseState(state, cluster), state });
  } catch (error) {
    if (isErrno(error, 'EACCES', 'EPERM') ? which.closed === 'pass' : which.damaged === 'pass') return 'passed';
    throw error;
  }
}

const ownedSchema = z.looseObject({ cluster: z.string() });

/**
 * Whose ticks wrote what lies in a folder `state`: in the copy of a cluster's folder those of that cluster, and what they
 * knew is no damage there. What it holds is on no board, but whoever was out then stays so while it lies there.
 */
async function whoseState(state: string, cluster: string): Promise<string> {
  const bytes = await readReplaceable(join(state, 'poll_cursor.json'));
  const cursor = ownedSchema.safeParse(bytes === null ? null : parseJson(bytes.toString('utf8')));
  return cursor.success ? cursor.data.cluster : cluster;
}
