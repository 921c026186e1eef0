import { type BoardsTried, type BuildBoardsParts, type TryOptions, tryBoards } from './board-try.ts';
import { strangersFinding } from './finding.ts';
import { ALL_CLUSTERS, findClusters } from './list-clusters.ts';

/** Which boards to build, and how. */
export type BuildBoardsOptions = Omit<TryOptions, 'now' | 'names' | 'wanted'> & {
  /** The boards' instant in epoch seconds: days after its UTC day are left out. A clock is asked anew by each try. */
  readonly asofSeconds: number | (() => number);
  /** Clusters whose own boards are written beside the merged ones; all when not given. */
  readonly only?: readonly string[] | undefined;
};

/** What was built. */
export type BoardsReport = Omit<BoardsTried, 'overtakenBoards'>;

/**
 * Who was overtaken twice is published by others: the second of them read the rollups after the first had replaced the
 * boards, and so after this build began.
 */
const TRIES = 2;
/** Boards of a given instant are nobody else's. */
const TRIES_OF_INSTANT = 8;

/**
 * Builds the leaderboards from the rollups alone: merged over all clusters, and each cluster's own. The boards of a
 * folder are replaced together; of two builds at once the one that read the rollups later stays, and the other tries
 * again. A folder that is a copy of another cluster's is left out, and a finding. A board that needs a rollup which cannot be read is not written: the last good one says more. Nothing is
 * written while there is no cluster. Throws KnownError (exit 5) when the root is no folder.
 */
export async function buildBoards(parts: BuildBoardsParts, options: BuildBoardsOptions): Promise<BoardsReport> {
  const { names, strangers } = await findClusters(options.root);
  const leftOut = strangers.map(strangersFinding);
  const { asofSeconds: asof, only } = options;
  const now = typeof asof === 'number' ? () => asof : asof;
  const nothing = { written: 0, unchanged: 0, overtaken: 0 };
  let report: BoardsReport = { asofSeconds: now(), clusters: [], ...nothing, findings: leftOut };
  if (names.length === 0) return report;
  let wanted = [...names.filter((name) => only?.includes(name) ?? true), ALL_CLUSTERS];
  for (let left = typeof asof === 'number' ? TRIES_OF_INSTANT : TRIES; left > 0 && wanted.length > 0; left--) {
    const { overtakenBoards, ...tried } = await tryBoards(parts, { ...options, now, names, wanted });
    const { written, unchanged } = report;
    const findings = [...leftOut, ...tried.findings];
    report = { ...tried, findings, written: written + tried.written, unchanged: unchanged + tried.unchanged };
    wanted = overtakenBoards;
  }
  return report;
}
