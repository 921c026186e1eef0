import type { Board } from '../../domain/board.ts';
import { isoSeconds } from '../../domain/calendar.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import { clusterSuccess } from './cluster-success.ts';
import type { Finding } from './finding.ts';

/** What boards say of a cluster. */
export type ClusterAbout = Board['clusters'][number];

/** Against which instant a cluster is looked at, in epoch seconds. */
export type AboutInstant = {
  readonly root: string;
  readonly asofSeconds: number;
  /** A cluster whose last success is older than this is stale. */
  readonly staleAfterSeconds: number;
};

/** Reads when a cluster was last polled well, and whether that is too long ago. */
export async function readAbout(
  { root, asofSeconds, staleAfterSeconds }: AboutInstant,
  name: string,
): Promise<{ about: ClusterAbout; findings: Finding[] }> {
  const layout = clusterLayout(root, name);
  const { lastSuccess, detail } = await clusterSuccess(layout);
  const findings = detail === null ? [] : [{ cluster: name, file: layout.health, detail }];
  const asof = lastSuccess === null ? null : isoSeconds(lastSuccess);
  const stale = lastSuccess === null || asofSeconds - lastSuccess > staleAfterSeconds;
  return { about: { name, asof, stale }, findings };
}
