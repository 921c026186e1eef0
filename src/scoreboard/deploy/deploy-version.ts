import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { listFolders } from '../../platform/list-folders.ts';
import { checkRoom } from './check-room.ts';
import { chooseStale, type Spared } from './choose-stale.ts';
import type { CollectedProgram } from './collect-program.ts';
import { actorOf, type DeployParts, holderOf } from './deploy-parts.ts';
import { readHistory } from './history.ts';
import { holdPrefix, knownOf } from './hold-prefix.ts';
import { type Installed, readInstalled } from './installed-versions.ts';
import { mendVersion } from './mend-version.ts';
import { type PrefixLayout, prefixLayout } from './prefix-layout.ts';
import { removeVersion } from './remove-version.ts';
import { runningVersions } from './running-versions.ts';
import { type LinkState, lookAtLinks, makeLinks } from './stable-links.ts';
import { switchVersion } from './switch-version.ts';
import { twinOf } from './twin-of.ts';
import { type Writing, writeManifest, writeVersion } from './write-version.ts';

/** What is to be deployed, and where to. */
export type DeployRequest = {
  /** Absolute path. */
  readonly prefix: string;
  readonly program: CollectedProgram;
  /** How many versions stay beside the one in force. */
  readonly keep: number;
  /** True: only say what would be done. */
  readonly dryRun: boolean;
};

/** What a deploy did, or would do. */
export type Deployed = {
  readonly prefix: string;
  readonly id: string;
  /** The version that was in force before. */
  readonly before: string | null;
  readonly written: 'whole' | 'nothing' | 'mended';
  /** Files that were put right, when the version was there already. */
  readonly mended: readonly string[];
  readonly removed: readonly string[];
  readonly spared: readonly Spared[];
  /** Names below the prefix, such as `share`, that somebody else uses. */
  readonly taken: readonly string[];
  /** What somebody else put into folders of versions that were removed. */
  readonly foreign: readonly string[];
};

/**
 * Writes a version beside those that are there, puts it in force and removes old ones. Whatever goes wrong, what was in
 * force before is in force. Throws KnownError as {@link holdPrefix} does, and exit 1 when there is no room.
 */
export async function deployVersion(parts: DeployParts, request: DeployRequest): Promise<Deployed> {
  const layout = prefixLayout(request.prefix);
  const look = async (): Promise<Look> => ({
    links: await lookAtLinks(layout.prefix),
    installed: await readInstalled(layout),
    isThere: ((await listFolders(layout.versions)) ?? []).includes(request.program.id),
  });
  const before = await look().catch((error: unknown) => {
    throw knownOf(error, { prefix: layout.prefix, stopped: false });
  });
  if (!before.isThere) await checkRoom(layout, request.program, before.installed);
  if (request.dryRun) return await foretell(parts, { layout, request, look: before });
  return await holdPrefix(holderOf(parts), layout, async (signal) => {
    const work = { layout, request, look: await look() };
    const mended = await write({ ...parts, signal }, work);
    return await putInForce(parts, work, mended);
  });
}

type Look = { readonly links: LinkState[]; readonly installed: Installed; readonly isThere: boolean };
type Work = { readonly layout: PrefixLayout; readonly request: DeployRequest; readonly look: Look };

/** What had to be mended; null when the version was written whole. */
async function write(parts: DeployParts, { layout, request, look }: Work): Promise<string[] | null> {
  const { program } = request;
  const writing: Writing = {
    layout,
    deployed: actorOf(parts),
    token: randomBytes(8).toString('hex'),
    twinOf: (file) => twinOf(layout, look.installed, file),
    signal: parts.signal,
  };
  if (!look.isThere) {
    await writeVersion(writing, program);
    return null;
  }
  const mended = await mendVersion(writing, program);
  if (!look.installed.versions.has(program.id)) await writeManifest(writing, program);
  return mended;
}

async function putInForce(
  parts: DeployParts,
  { layout, request, look }: Work,
  mended: readonly string[] | null,
): Promise<Deployed> {
  const { id } = request.program;
  const before = look.installed.current;
  // They lead nowhere for a moment when this is the first version; a switch that nobody can reach is worse.
  await makeLinks(layout.prefix, look.links);
  await switchVersion(layout, { ...actorOf(parts), action: 'deploy', to: id, from: before });
  const now = { ...look.installed, current: id, history: await readHistory(layout.history) };
  const stale = await staleOf(parts, { layout, request, installed: now });
  const foreign: string[] = [];
  for (const old of stale.remove) {
    foreign.push(...(await removeVersion(join(layout.versions, old), now.versions.get(old)!)));
  }
  return resultOf({ layout, request, look }, { mended, stale, foreign });
}

/** What would happen, from what is there. */
async function foretell(parts: DeployParts, work: Work): Promise<Deployed> {
  const { layout, request, look } = work;
  const { current, history } = look.installed;
  const event = { ...actorOf(parts), action: 'deploy', to: request.program.id, from: current } as const;
  const isSwitch = current !== null && current !== request.program.id;
  const installed = {
    ...look.installed,
    current: request.program.id,
    history: isSwitch ? [...history, event] : history,
  };
  const stale = await staleOf(parts, { layout, request, installed });
  return resultOf(work, { mended: look.isThere ? [] : null, stale, foreign: [] });
}

async function staleOf(
  { clock }: DeployParts,
  { layout, request, installed }: { layout: PrefixLayout; request: DeployRequest; installed: Installed },
): Promise<ReturnType<typeof chooseStale>> {
  const running = await runningVersions(layout, installed.versions.keys());
  return chooseStale(installed, { keep: request.keep, nowMs: clock.nowMs(), running });
}

type Outcome = {
  readonly mended: readonly string[] | null;
  readonly stale: ReturnType<typeof chooseStale>;
  readonly foreign: readonly string[];
};

function resultOf({ layout, request, look }: Work, { mended, stale, foreign }: Outcome): Deployed {
  return {
    prefix: layout.prefix,
    id: request.program.id,
    before: look.installed.current,
    written: mended === null ? 'whole' : mended.length > 0 ? 'mended' : 'nothing',
    mended: mended ?? [],
    removed: stale.remove,
    spared: stale.spared,
    taken: look.links.filter(({ state }) => state === 'taken').map(({ path }) => path),
    foreign,
  };
}
