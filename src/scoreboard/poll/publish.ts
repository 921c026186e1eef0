import { basename } from 'node:path';
import { isMonth, isoSeconds, type Month } from '../../domain/calendar.ts';
import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { FileOperations } from '../../platform/file-operations.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { buildBoards } from '../leaderboards/build-boards.ts';
import { type Finding, findingLine } from '../leaderboards/finding.ts';
import { updateUserFiles } from '../leaderboards/update-user-files.ts';
import type { ClusterStore } from '../rollups/cluster-store.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';

/** What is published, and under which rules. */
export type PublishParts = {
  readonly root: string;
  readonly cluster: string;
  readonly layout: ClusterLayout;
  readonly config: ScoreboardConfig;
  readonly clock: Clock;
  readonly store: Pick<ClusterStore, 'rewriteMonthly'>;
  /** What commits boards; the real file system when not given. */
  readonly files?: FileOperations;
};

/**
 * Derives what people read from the rollups: this cluster's user files and boards, and the boards over all clusters.
 * A damaged month file is made again from its days first. Returns what could still not be read, as lines.
 */
export async function publish(parts: PublishParts): Promise<string[]> {
  const { layout, cluster, store } = parts;
  const asof = isoSeconds(nowSeconds(parts.clock));
  const users = await updateUserFiles({ cluster, layout, asof });
  for (const month of damagedMonths(layout, users.findings)) await store.rewriteMonthly(month);
  const again = users.findings.length === 0 ? users : await updateUserFiles({ cluster, layout, asof });
  const boards = await build(parts);
  const lines = [...again.findings, ...boards.findings].map((finding) => findingLine(finding));
  return [...new Set(lines)];
}

function build({ root, cluster, config, clock, files }: PublishParts): ReturnType<typeof buildBoards> {
  return buildBoards(
    { publishedName: (user) => user, ...(files && { ops: files }) },
    {
      root,
      asofSeconds: () => nowSeconds(clock),
      rules: { minJobs: config.min_jobs, minAccountPeople: config.min_account_people },
      staleAfterSeconds: config.stale_after_sec,
      only: [cluster],
    },
  );
}

function damagedMonths(layout: ClusterLayout, findings: readonly Finding[]): Month[] {
  return findings
    .map(({ file }) => basename(file, '.json'))
    .filter(isMonth)
    .filter((month) => findings.some(({ file }) => file === layout.monthly(month)));
}
