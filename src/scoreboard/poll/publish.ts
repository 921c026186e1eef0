import { type Clock, nowSeconds } from '../../platform/clock.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { buildBoards } from '../leaderboards/build-boards.ts';
import { findingLine } from '../leaderboards/finding.ts';

/** What is published, and under which rules. */
export type PublishParts = {
  readonly root: string;
  readonly cluster: string;
  readonly config: ScoreboardConfig;
  readonly clock: Clock;
};

/**
 * Derives what people read from the rollups: this cluster's user files and boards, and the boards over all clusters.
 * Returns what could not be read, as lines.
 */
export async function publish({ root, cluster, config, clock }: PublishParts): Promise<string[]> {
  const report = await buildBoards(
    { publishedName: (user) => user },
    {
      root,
      asofSeconds: nowSeconds(clock),
      rules: { minJobs: config.min_jobs, minAccountPeople: config.min_account_people },
      staleAfterSeconds: config.stale_after_sec,
      only: [cluster],
    },
  );
  return report.findings.map(findingLine);
}
