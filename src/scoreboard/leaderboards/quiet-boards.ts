import { dayOf } from '../../domain/calendar.ts';
import { checksumOf } from '../../platform/checked-json.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import type { BoardFolder } from './board-folder.ts';
import type { PrivacyRules } from './board-groups.ts';
import { type AboutInstant, type ClusterAbout, readAbout } from './cluster-about.ts';
import { clusterSources } from './cluster-sums.ts';
import type { Finding } from './finding.ts';
import { ALL_CLUSTERS } from './list-clusters.ts';

/** To be raised whenever the same rollups give other boards. */
const BOARDS_VERSION = 1;

/** What boards are made by, beside the rollups. */
export type BoardRules = {
  readonly rules: PrivacyRules;
  /** Stands for how users are named. */
  readonly namesKey: string;
};

/** A cluster that boards are made from; `of` stands for its rollups, null when that is not sure. */
export type BoardSource = { readonly about: Pick<ClusterAbout, 'name' | 'stale'>; readonly of: string | null };

/** Stands for all that boards are made from, but for instants; null when that is not sure. */
export function madeOf({ rules, namesKey }: BoardRules, sources: readonly BoardSource[]): string | null {
  if (sources.some(({ of }) => of === null)) return null;
  const clusters = sources.map(({ about, of }) => [about.name, about.stale, of]);
  return checksumOf(JSON.stringify([BOARDS_VERSION, namesKey, rules, clusters]));
}

/** Which boards may be left as they are. */
export type QuietBoards = BoardRules &
  AboutInstant & {
    /** The clusters of the root. */
    readonly names: readonly string[];
    /** Whose boards these are: names of clusters, or ALL. */
    readonly folders: ReadonlyMap<string, BoardFolder>;
    /** Boards that are older are made anew. */
    readonly quietSeconds: number;
  };

/** What is known of a cluster whose boards are left as they are. */
export type QuietCluster = { readonly about: ClusterAbout; readonly findings: readonly Finding[] };

/** The clusters, where all these boards are young and would be made from the same again; null where some are to be made. */
export async function quietClusters(boards: QuietBoards): Promise<readonly QuietCluster[] | null> {
  const { root, names, folders, asofSeconds, quietSeconds } = boards;
  const clusters = await Promise.all(
    names.map(async (name) => {
      const of = await clusterSources({ layout: clusterLayout(root, name), today: dayOf(asofSeconds) });
      return { ...(await readAbout(boards, name)), of };
    }),
  );
  // Boards from a clock that was ahead are not young.
  const instants = { since: asofSeconds - quietSeconds, until: asofSeconds };
  for (const [name, folder] of folders) {
    const sources = name === ALL_CLUSTERS ? clusters : clusters.filter(({ about }) => about.name === name);
    const of = madeOf(boards, sources);
    if (of === null || !(await folder.wasMadeOf(of, instants))) return null;
  }
  return clusters;
}
