import type { BoardProjection } from '../../domain/board-projection.ts';
import { humanAge } from '../../domain/human-age.ts';
import { findMetric } from '../../domain/metrics.ts';
import { type StaleCluster, type StaleRule, staleClusters } from '../../domain/stale-clusters.ts';
import { utcText } from '../../domain/utc-text.ts';
import { WINDOW_TITLES } from '../../domain/windows.ts';
import { ALL_CLUSTERS } from './list-clusters.ts';

/** What stands above a board: its title, when it was made, and which clusters in it are stale, a piece each. */
export type BoardHeading = { readonly title: string; readonly asof: string; readonly stale: readonly string[] };

/** The heading of one metric of a board. */
export function boardHeading(board: Omit<BoardProjection, 'rows'>, rule: StaleRule): BoardHeading {
  const { metric, window, cluster, by, asof, clusters } = board;
  const place = cluster === ALL_CLUSTERS ? 'all clusters' : cluster;
  return {
    title: `${findMetric(metric)?.title ?? metric}, ${WINDOW_TITLES[window]}, ${place}, by ${by}`,
    asof: asofText(asof, rule),
    stale: staleClusters(clusters, rule).map(staleText),
  };
}

/** When something was made, with its age. */
export function asofText(asof: string, { nowSeconds }: StaleRule): string {
  return `As of ${utcText(asof)} (${humanAge(nowSeconds - Date.parse(asof) / 1000)} ago)`;
}

/** A stale cluster with the age of what is known of it. */
export function staleText({ name, ageSeconds }: StaleCluster): string {
  return ageSeconds === null ? `${name} (no good poll yet)` : `${name} (${humanAge(ageSeconds)} old)`;
}
