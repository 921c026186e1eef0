import { basename } from 'node:path';
import { isMonth, isoSeconds, type Month } from '../../domain/calendar.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { buildBoards } from '../leaderboards/build-boards.ts';
import { type Finding, findingLine } from '../leaderboards/finding.ts';
import { scrubBoards } from '../leaderboards/scrub-boards.ts';
import { updateUserFiles } from '../leaderboards/update-user-files.ts';
import { fileModes } from '../privacy/file-modes.ts';
import type { AskingParts } from '../privacy/names-of-uids.ts';
import { readOptOutState, writeOptOutState } from '../privacy/opt-out-state.ts';
import { type PublishedNames, publishedNames } from '../privacy/published-names.ts';
import { checkMonth } from '../rollups/check-month.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { hideOptedOut } from './hide-opted-out.ts';

/** What is published, and under which rules. */
export type PublishParts = {
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly config: ScoreboardConfig;
  readonly clock: Clock;
  readonly asking: AskingParts;
  readonly store: Pick<ClusterStore, 'rewriteMonthly' | 'markForRebuild' | 'rewrite'>;
  /** What commits boards; the real file system when not given. */
  readonly files?: FileOperations;
};

/**
 * Derives what people read from the rollups: this cluster's user files and boards, and the boards over all clusters;
 * the boards of all clusters where somebody has opted out since. A damaged month file is made again from its days first;
 * a month whose days are damaged is noted, and the next tick makes it anew. Returns what could still not be read, as
 * lines. Throws KnownError where it cannot be told who has opted out.
 */
export async function publish(parts: PublishParts): Promise<string[]> {
  const { root, layout, cluster, store, config, asking } = parts;
  const asof = isoSeconds(nowSeconds(parts.clock));
  const hiding = await hideOptedOut(asking, parts, { store, freshOnly: true });
  const names = await publishedNames(asking, { root, pseudonyms: config.pseudonyms, makeKey: true });
  const { pending } = hiding;
  // Before anything that a damaged month may end.
  if (pending) await scrubBoards(root, names);
  const { file: mode } = fileModes({ pseudonyms: hiding.closed });
  const users = await updateUserFiles({ cluster, layout, asof, mode });
  for (const month of monthsOf(users.findings, layout.monthly)) await mendMonthly(parts, month);
  const again = users.findings.length === 0 ? users : await updateUserFiles({ cluster, layout, asof, mode });
  const boards = await build(parts, { names, pending, mode });
  if (pending) await boardsAreDone(parts);
  const own = boards.findings.filter((finding) => finding.cluster === cluster);
  for (const month of monthsOf(own, layout.daily)) await store.markForRebuild(month);
  // User files that were made of a month before it was harmed do not look at it again within a day.
  for (const month of monthsOf(own, layout.monthly)) await mendMonthly(parts, month);
  const lines = [...again.findings, ...boards.findings].map((finding) => findingLine(finding));
  return [...new Set([...hiding.findings, ...lines])];
}

type Building = { readonly names: PublishedNames; readonly pending: boolean; readonly mode: number };

function build(
  { root, cluster, config, clock, files }: PublishParts,
  { names, pending, mode }: Building,
): ReturnType<typeof buildBoards> {
  const parts = { ...names, ...(files && { ops: files }) };
  return buildBoards(parts, {
    root,
    asofSeconds: () => nowSeconds(clock),
    rules: { minJobs: config.min_jobs, minAccountPeople: config.min_account_people },
    staleAfterSeconds: config.stale_after_sec,
    only: pending ? undefined : [cluster],
    // Boards that say nothing new need not be written at each tick; their age is to stay far from that of stale ones.
    quietSeconds: pending ? 0 : config.stale_after_sec / 4,
    mode,
  });
}

async function boardsAreDone({ cluster, layout }: PublishParts): Promise<void> {
  const { state } = layout;
  const known = await readOptOutState({ cluster, state });
  if (known !== null) await writeOptOutState({ state }, { ...known, pending: false });
}

/** Nothing can be made from days that are damaged too, and a file of a newer version is not ours to replace. */
async function mendMonthly({ layout, cluster, store }: PublishParts, month: Month): Promise<void> {
  const { faults } = checkMonth({ layout, cluster, month });
  const isMonthlyAlone = faults.every(({ path }) => path === layout.monthly(month));
  if (faults.some(({ fault }) => fault === 'newer')) return;
  if (isMonthlyAlone) await store.rewriteMonthly(month);
  else await store.markForRebuild(month);
}

function monthsOf(findings: readonly Finding[], pathOf: (month: Month) => string): Month[] {
  const months = findings.map(({ file }) => basename(file, '.json')).filter(isMonth);
  return [...new Set(months)].filter((month) => findings.some(({ file }) => file === pathOf(month)));
}
