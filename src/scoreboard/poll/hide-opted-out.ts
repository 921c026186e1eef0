import type { Month } from '../../domain/calendar.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import type { NewFile } from '../../platform/file-set.ts';
import { makeOpenFolder } from '../../platform/make-open-folder.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { setMode } from '../../platform/set-mode.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { homesToLookInto } from '../privacy/homes-to-look-into.ts';
import { lookIntoHomes } from '../privacy/look-into-homes.ts';
import type { AskingParts } from '../privacy/names-of-uids.ts';
import { type OptOutState, readOptOutState, writeOptOutState } from '../privacy/opt-out-state.ts';
import { type CountedName, countedNames, OPTED_OUT } from '../privacy/opted-out.ts';
import { optOutFolder, optOutStateFile } from '../privacy/privacy-paths.ts';
import { type OptOuts, optedOutNames, readOptOuts } from '../privacy/read-opt-outs.ts';
import { whoIsOut } from '../privacy/who-is-out.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import { renameUsers, usersIn } from '../rollups/rename-users.ts';
import { rollupReader } from '../rollups/rollup-reader.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { forgetUsers } from './forget-users.ts';
import { keepModes } from './keep-modes.ts';

/** Whose files, and by which settings. */
export type HidingPlace = {
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly config: Pick<ScoreboardConfig, 'pseudonyms' | 'home_root' | 'home_looks_per_tick'>;
};

/** What came of it. */
export type Hiding = {
  /** The name under which everything is to be counted from now on. */
  readonly countedName: CountedName;
  /** What could not be hidden, a sentence each. */
  readonly findings: readonly string[];
};

/** Looking into homes takes at most this long in a tick. */
const HOMES_LIMIT_MS = 20_000;
/** For maintainers alone. */
const CLOSED_MODE = 0o660;

/**
 * Brings a cluster up to who has opted out (spec F6), before anything is counted and again before anything is
 * published; the caller holds the cluster's lock. Months that name somebody who is out are rewritten in one commit, and
 * what is derived from them is removed, to be made anew. Only what has changed since the last time is looked through,
 * all of it when somebody is new. What is known is kept last: a tick that ends before does all of this again. With
 * `freshOnly` only homes of people who are new are looked into. Throws KnownError where it cannot be told who has opted
 * out, and OvertakenError.
 */
export async function hideOptedOut(
  asking: AskingParts,
  place: HidingPlace,
  { store, freshOnly }: { readonly store: Pick<ClusterStore, 'rewrite'>; readonly freshOnly: boolean },
): Promise<Hiding> {
  const { root, layout, config, cluster } = place;
  // Without it, where init was not run, nobody could opt out; doctor says so where it cannot be made.
  await makeOpenFolder(optOutFolder(root)).catch(() => undefined);
  const wishes = await readOptOuts(asking, root);
  const path = optOutStateFile(layout.state);
  const before = await readOptOutState(path);
  const changed = await namedIn(layout, await changedMonths(layout, before));
  const looked = await lookAtHomes(asking, { config, before, freshOnly, wishes, users: usersOf(changed) });
  const out = whoIsOut(wishes, looked.homes, before.out);
  const names = new Set(Object.keys(out));
  const countedName = countedNames(names);
  const isNew = [...names].some((name) => before.out[name] === undefined);
  const searched = isNew ? await namedIn(layout, await rollupReader(layout).months()) : changed;
  const hits = searched.filter(({ users }) => [...users].some((user) => names.has(user)));
  const { files, damaged } = renamed(hits, countedName);
  if (files.length > 0) await store.rewrite(files);
  for (const { path: file } of damaged) await setMode(file, CLOSED_MODE).catch(() => false);
  if (isNew || hits.length > 0) await forgetUsers(layout, names);
  const modes = await keepModes(layout, config.pseudonyms);
  const months = await checksumsOf(layout);
  const pending = before.pending || isNew || hits.length > 0 || modes.changed;
  await writeOptOutState(path, { ...before, ...looked, out, months, pending });
  const findings = [
    ...damaged.map(({ path: file, detail }) => `${cluster}: ${file}: ${detail}; ${STILL_NAMED}`),
    ...modes.refused.map((file) => `${cluster}: ${file}: ${OWNER_ONLY}`),
  ];
  return { countedName, findings };
}

const STILL_NAMED =
  'it names somebody who has opted out; only maintainers may read it now, and it is rewritten once it is mended';
const OWNER_ONLY = 'its mode does not fit the setting pseudonyms, and only its owner can change it';

/** A rollup file and whom it names. */
type Named = {
  readonly path: string;
  readonly kind: 'monthly' | 'daily';
  readonly bytes: Buffer;
  readonly users: ReadonlySet<string>;
};

async function changedMonths(layout: ClusterLayout, { months }: OptOutState): Promise<string[]> {
  const now = await checksumsOf(layout);
  return Object.keys(now).filter((month) => now[month] !== months[month]);
}

async function namedIn(layout: ClusterLayout, months: readonly string[]): Promise<Named[]> {
  const named: Named[] = [];
  for (const month of months as readonly Month[]) {
    for (const kind of ['monthly', 'daily'] as const) {
      const path = layout[kind](month);
      const isFile = (await entryFacts(path))?.kind === 'file';
      const bytes = isFile ? await readIfThere(path) : null;
      if (bytes !== null) named.push({ path, kind, bytes, users: usersIn(bytes) });
    }
  }
  return named;
}

function usersOf(named: readonly Named[]): Set<string> {
  return new Set(named.flatMap(({ users }) => [...users]));
}

async function checksumsOf(layout: ClusterLayout): Promise<Record<string, string>> {
  const months = await rollupReader(layout).months();
  const read = async (path: string): Promise<string> => (await readChecksum(path)) ?? '-';
  const texts = await Promise.all(
    months.map(async (month) => `${await read(layout.monthly(month))} ${await read(layout.daily(month))}`),
  );
  return Object.fromEntries(months.map((month, index) => [month, texts[index]!]));
}

type Damage = { readonly path: string; readonly detail: string };

function renamed(hits: readonly Named[], nameOf: CountedName): { files: NewFile[]; damaged: Damage[] } {
  const files: NewFile[] = [];
  const damaged: Damage[] = [];
  for (const { path, kind, bytes } of hits) {
    const made = renameUsers(bytes, kind, nameOf);
    if (made.ok) files.push({ path, bytes: made.bytes });
    else damaged.push({ path, detail: made.detail });
  }
  return { files, damaged };
}

type HomesWork = {
  readonly config: HidingPlace['config'];
  readonly before: OptOutState;
  readonly freshOnly: boolean;
  readonly wishes: OptOuts;
  /** Whom the months name that have changed. */
  readonly users: ReadonlySet<string>;
};

/** Nobody is looked up at home whose wish is known without. */
async function lookAtHomes(
  asking: AskingParts,
  { config, before, freshOnly, wishes, users }: HomesWork,
): Promise<Pick<OptOutState, 'homes' | 'next_home'>> {
  const plain = new Set([...optedOutNames(wishes), OPTED_OUT]);
  const known = new Set([...users, ...Object.keys(before.homes)].filter((user) => !plain.has(user)));
  const perTick = config.home_looks_per_tick;
  const turn = homesToLookInto(known, before, { perTick, freshOnly });
  if (turn.length === 0) return before;
  const place = { homeRoot: config.home_root, limitMs: HOMES_LIMIT_MS };
  const answers = await lookIntoHomes(asking, place, turn);
  const last = turn.filter((user) => answers.has(user) && before.homes[user] !== undefined).at(-1);
  const homes = { ...before.homes, ...Object.fromEntries(answers) };
  return { homes, next_home: last ?? before.next_home };
}
