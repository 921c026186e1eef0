import { entryFacts } from '../../platform/entry-facts.ts';
import type { NewFile } from '../../platform/file-set.ts';
import { makeOpenFolder } from '../../platform/make-open-folder.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { setMode } from '../../platform/set-mode.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { outInEither } from '../privacy/either-says-out.ts';
import { type KnownByTicks, knownByTicks } from '../privacy/known-by-ticks.ts';
import type { AskingParts } from '../privacy/names-of-uids.ts';
import type { OptOutState } from '../privacy/opt-out-schema.ts';
import { heldBack, noOptOuts, readOptOutState, writeOptOutState } from '../privacy/opt-out-state.ts';
import { type CountedName, countedNames } from '../privacy/opted-out.ts';
import { optOutFolder } from '../privacy/privacy-paths.ts';
import { type OptOuts, optedOutNames, readOptOuts } from '../privacy/read-opt-outs.ts';
import { whoIsOut } from '../privacy/who-is-out.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { renameUsers } from '../rollups/rename-users.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { forgetUsers, hasUserFileOf } from './forget-users.ts';
import { keepModes } from './keep-modes.ts';
import { lookAtHomes } from './look-at-homes.ts';
import { refuseLostOptOuts } from './lost-opt-outs.ts';
import { lostSources } from './lost-sources.ts';
import { monthChecksums, type NamedRollup, namedRollups, namesAny } from './named-months.ts';
import { type Counting, veiledCounting } from './veil.ts';

/** Whose files, and by which settings. */
export type HidingPlace = {
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly config: Pick<ScoreboardConfig, 'pseudonyms' | 'home_root' | 'home_looks_per_tick'>;
};

/** What came of it. */
export type Hiding = {
  /** The name under which everything is to be counted from now on, and what is to be done before it is committed. */
  readonly counting: Counting;
  /** What could not be hidden, a sentence each. */
  readonly findings: readonly string[];
  /** Whether what holds names of users is closed to others. */
  readonly closed: boolean;
};

/** For maintainers alone. */
const CLOSED_MODE = 0o660;

/**
 * Brings a cluster up to who has opted out (spec F6), before anything is counted and again before anything is
 * published; the caller holds the cluster's lock. Months that name somebody who is out are rewritten in one commit, and
 * what is derived from them is removed, to be made anew. Only what has changed since the last time is looked through,
 * all of it when somebody is new. What holds names is closed to others while it may name somebody whose home was never
 * looked into. What is known is kept last: a tick that ends before does all of this again. With `freshOnly` only homes
 * of people who are new are looked into. Throws KnownError where it cannot be told who has opted out, or that is
 * lost, and OvertakenError.
 */
export async function hideOptedOut(
  asking: AskingParts,
  place: HidingPlace,
  { store, freshOnly }: { readonly store: Pick<ClusterStore, 'rewrite'>; readonly freshOnly: boolean },
): Promise<Hiding> {
  const { root, layout, config, cluster } = place;
  const known = await readKnown(place);
  const { before, justLost, others, knownOut } = known;
  const wishes = await readOptOuts(asking, root);
  const changed = await namedRollups(layout, await changedMonths(layout, before));
  const users = [...changed.flatMap((one) => [...one.users]), ...outByHome(knownOut)];
  const decided = optedOutNames(wishes);
  const homes = { config, before, justLost, freshOnly, decided, users, elsewhere: others.homes };
  const looked = await lookAtHomes(asking, homes);
  const out = whoIsOut(wishes, looked.homes, knownOut);
  const names = new Set(Object.keys(out));
  if (known.isNothing) await refuseLostOptOuts(root, wishes, { out, knownOut });
  if (others.whole) await offerFolder(root, wishes, knownOut);
  const held = heldBack(looked).filter((user) => !names.has(user));
  const isNew = [...names].some((name) => before.out[name] === undefined);
  const searched = isNew ? await namedRollups(layout, await rollupReader(layout).months()) : changed;
  const hits = searched.filter((one) => namesAny(one, names));
  const { files, damaged } = await renamed(hits, countedNames(names));
  if (files.length > 0) await store.rewrite(files);
  const doubtful = names.size + held.length === 0 ? [] : doubtfulIn(searched, damaged);
  for (const { path } of [...damaged, ...doubtful]) await setMode(path, CLOSED_MODE).catch(() => false);
  const isHit = hits.length > 0 || (await hasUserFileOf(layout, names));
  if (isNew || isHit) await forgetUsers(layout, names);
  const months = await monthChecksums(layout);
  // Of a cluster without months everybody is new: nobody is to read their names before they were looked at.
  const isFirst = !freshOnly && looked.held_back && Object.keys(months).length === 0;
  const closed = config.pseudonyms || held.length > 0 || isFirst;
  const modes = await keepModes(layout, closed);
  const heldBefore = new Set(heldBack(before));
  const isOther = held.some((user) => !heldBefore.has(user));
  const pending = before.pending || isNew || isHit || isOther || modes.changed;
  await writeOptOutState(layout, { ...before, ...looked, out, months, pending });
  const findings = [
    ...lostSources(root, wishes, out).map(({ file, what, remedy }) => `${file}: ${what}. ${remedy}`),
    ...damaged.map(({ path, detail }) => `${cluster}: ${path}: ${detail}; ${STILL_NAMED}`),
    ...modes.refused.map((file) => `${cluster}: ${file}: ${OWNER_ONLY}`),
  ];
  const isKnown = (user: string): boolean => !looked.held_back || looked.homes[user] !== undefined;
  const remember = (users: ReadonlySet<string>): Promise<void> => holdBack(place, users);
  return { counting: veiledCounting(layout, countedNames(names), { isKnown, remember }), findings, closed };
}

const STILL_NAMED =
  'it names somebody who has opted out; only maintainers may read it now, and it is rewritten once it is mended';
const OWNER_ONLY = 'its mode does not fit who may read names, and only its owner can change it';

type Known = {
  readonly before: OptOutState;
  /** Whether this cluster's ticks know nothing (any more). */
  readonly isNothing: boolean;
  readonly justLost: boolean;
  readonly others: KnownByTicks;
  /** Who is known to be out, here or by the ticks of another cluster. */
  readonly knownOut: OptOutState['out'];
};

/** Files of a cluster that was polled are not gone without a reason. */
async function readKnown({ root, cluster, layout }: HidingPlace): Promise<Known> {
  const read = await readOptOutState({ cluster, state: layout.state });
  const others = await knownByTicks(root, { except: cluster, closed: 'pass', damaged: 'pass' });
  const before = read ?? noOptOuts(cluster);
  const isNothing = read === null;
  const justLost = isNothing && (await entryFacts(layout.cursor)) !== null;
  return { before, isNothing, justLost, others, knownOut: outInEither(before.out, others.out) };
}

async function holdBack({ cluster, layout }: HidingPlace, users: ReadonlySet<string>): Promise<void> {
  const known = (await readOptOutState({ cluster, state: layout.state })) ?? noOptOuts(cluster);
  const never_looked = [...new Set([...known.never_looked, ...users])].sort();
  await writeOptOutState(layout, { ...known, never_looked, held_back: true });
}

/** Without it, where init was not run, nobody could opt out; doctor says so where it cannot be made. */
async function offerFolder(root: string, { missing }: OptOuts, knownOut: OptOutState['out']): Promise<void> {
  const isLost = Object.values(knownOut).some(({ by }) => by === 'folder');
  if (missing.folder && !isLost) await makeOpenFolder(optOutFolder(root)).catch(() => undefined);
}

function outByHome(out: OptOutState['out']): string[] {
  return Object.keys(out).filter((name) => out[name]!.by === 'home');
}

async function changedMonths(layout: ClusterLayout, { months }: OptOutState): Promise<string[]> {
  const now = await monthChecksums(layout);
  return Object.keys(now).filter((month) => now[month] !== months[month]);
}

type Damage = { readonly path: string; readonly detail: string };

async function renamed(
  hits: readonly NamedRollup[],
  nameOf: CountedName,
): Promise<{ files: NewFile[]; damaged: Damage[] }> {
  const files: NewFile[] = [];
  const damaged: Damage[] = [];
  for (const { path, kind } of hits) {
    const made = renameUsers((await readReplaceable(path)) ?? Buffer.alloc(0), kind, nameOf);
    if (made.ok) files.push({ path, bytes: made.bytes });
    else damaged.push({ path, detail: made.detail });
  }
  return { files, damaged };
}

/** Whom a damaged file names cannot be told for certain. */
function doubtfulIn(searched: readonly NamedRollup[], damaged: readonly Damage[]): NamedRollup[] {
  const told = new Set(damaged.map(({ path }) => path));
  return searched.filter((one) => one.damaged !== null && !told.has(one.path));
}
