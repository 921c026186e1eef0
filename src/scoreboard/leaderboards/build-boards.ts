import type { Board } from '../../domain/board.ts';
import { dayOf, isoSeconds } from '../../domain/calendar.ts';
import { writeIfChanged } from '../../platform/durable-file.ts';
import { boardFile, type ClusterLayout, clusterLayout, mergedBoards } from '../rollups/root-layout.ts';
import type { PrivacyRules } from './board-groups.ts';
import { boardSet } from './board-set.ts';
import { type BoardSums, mergeClusters } from './board-sums.ts';
import { clusterSuccess } from './cluster-success.ts';
import { clusterSums } from './cluster-sums.ts';
import type { Finding } from './finding.ts';
import { ALL_CLUSTERS, listClusters } from './list-clusters.ts';

/** What building boards takes from outside. */
export type BuildBoardsParts = {
  /** The name to print for a user: another one where the site wants pseudonyms. */
  readonly publishedName: (user: string) => string;
};

/** Which boards to build, and how. */
export type BuildBoardsOptions = {
  readonly root: string;
  /** The boards' instant in epoch seconds: days after its UTC day are left out. */
  readonly asofSeconds: number;
  readonly rules: PrivacyRules;
  /** A cluster whose last success is older than this is stale. */
  readonly staleAfterSeconds: number;
  /** Clusters whose own boards are written beside the merged ones; all when not given. */
  readonly only?: readonly string[] | undefined;
  /** True: nothing that was kept from an earlier build is used. */
  readonly fresh?: boolean | undefined;
  /** Mode of the files that hold names of users and are not published; 0664 when not given. */
  readonly mode?: number | undefined;
};

/** What was built. */
export type BoardsReport = {
  readonly clusters: Board['clusters'];
  /** Files that were written, and files that already held exactly these bytes. */
  readonly written: number;
  readonly unchanged: number;
  readonly findings: readonly Finding[];
};

type Cluster = {
  readonly about: Board['clusters'][number];
  readonly sums: BoardSums;
  readonly findings: readonly Finding[];
  /** Whether all its rollups could be read. */
  readonly whole: boolean;
  readonly writing: Promise<Written[]>;
};
/** True when a board's file changed, or why it could not be written. */
type Written = PromiseSettledResult<boolean>;
type Member = Pick<Cluster, 'about' | 'sums'>;
type Work = { readonly parts: BuildBoardsParts; readonly options: BuildBoardsOptions };

/**
 * Builds the leaderboards from the rollups alone: merged over all clusters, and each cluster's own. Files are replaced
 * one by one, each whole; of two builds at once the last one's files stay. A board that needs a rollup which cannot be
 * read is not written: the last good one says more. Nothing is written while there is no cluster.
 * Throws KnownError (exit 5) when the root is no folder.
 */
export async function buildBoards(parts: BuildBoardsParts, options: BuildBoardsOptions): Promise<BoardsReport> {
  const work = { parts, options };
  const names = await listClusters(options.root);
  if (names.length === 0) return { clusters: [], written: 0, unchanged: 0, findings: [] };
  const clusters = await Promise.all(names.map((name) => buildCluster(work, name)));
  const everywhere = { folder: mergedBoards(options.root), name: ALL_CLUSTERS };
  const merged = clusters.every(({ whole }) => whole) ? startSet(work, everywhere, clusters) : Promise.resolve([]);
  const wrote = (await Promise.all([...clusters.map(({ writing }) => writing), merged])).flat().map(valueOrThrow);
  const written = wrote.filter((changed) => changed).length;
  return {
    clusters: clusters.map(({ about }) => about),
    written,
    unchanged: wrote.length - written,
    findings: clusters.flatMap(({ findings }) => findings),
  };
}

/** Reads a cluster and starts to write its own boards: the disk works while the next cluster is read. */
async function buildCluster(work: Work, name: string): Promise<Cluster> {
  const { root, only, asofSeconds, fresh = false, mode } = work.options;
  const layout = clusterLayout(root, name);
  const { about, findings } = await readAbout(work.options, name, layout);
  const { sums, faults } = await clusterSums({ layout, today: dayOf(asofSeconds), fresh, mode });
  for (const { kind, month, detail } of faults) findings.push({ cluster: name, file: layout[kind](month), detail });
  const whole = faults.length === 0;
  const isWanted = whole && (only?.includes(name) ?? true);
  const writing = isWanted ? startSet(work, { folder: layout.boards, name }, [{ about, sums }]) : Promise.resolve([]);
  return { about, sums, findings, whole, writing };
}

async function readAbout(
  { asofSeconds, staleAfterSeconds }: BuildBoardsOptions,
  name: string,
  layout: ClusterLayout,
): Promise<{ about: Cluster['about']; findings: Finding[] }> {
  const { lastSuccess, detail } = await clusterSuccess(layout);
  const findings = detail === null ? [] : [{ cluster: name, file: layout.health, detail }];
  const asof = lastSuccess === null ? null : isoSeconds(lastSuccess);
  const stale = lastSuccess === null || asofSeconds - lastSuccess > staleAfterSeconds;
  return { about: { name, asof, stale }, findings };
}

function startSet(
  { parts: { publishedName }, options: { asofSeconds, rules } }: Work,
  { folder, name }: { folder: string; name: string },
  members: readonly Member[],
): Promise<Written[]> {
  const head = { asof: isoSeconds(asofSeconds), cluster: name, clusters: members.map(({ about }) => about) };
  const sums = mergeClusters(members.map((member) => member.sums));
  const writing: Promise<boolean>[] = [];
  for (const { window, by, bytes } of boardSet(head, sums, { rules, publishedName })) {
    writing.push(writeIfChanged(boardFile(folder, window, by), bytes));
  }
  return Promise.allSettled(writing);
}

function valueOrThrow(written: Written): boolean {
  if (written.status === 'rejected') throw written.reason;
  return written.value;
}
