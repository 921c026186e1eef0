import { type Board, type BoardRow, boardRows } from '../../domain/board.ts';
import { type Counters, namedCounters } from '../../domain/counters.ts';
import { WINDOWS, type Window } from '../../domain/windows.ts';
import { readCheckedJson } from '../../platform/checked-json.ts';
import { isErrno } from '../../platform/errno.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { clusterLayout } from '../rollups/root-layout.ts';
import { ALL_CLUSTERS, listClusters } from './list-clusters.ts';
import { readBoardRow } from './read-board-row.ts';
import { userFileSchema } from './user-file.ts';

/** Whose page, and where. */
export type UserPageRequest = {
  readonly root: string;
  readonly user: string;
  /** True for people's own page: it shows their months also where the boards leave them out. */
  readonly own: boolean;
  /** By whose name the user files are kept, where that is another one; null: it is not known. */
  readonly monthsOf?: string | null | undefined;
};

/** What one board says of a person; the cluster is ALL for those merged over clusters. */
export type PageBoard = Pick<BoardRow, 'values' | 'ranks' | 'moves'> & {
  readonly window: Window;
  readonly cluster: string;
};

/** One person's page, as `--json` prints it. */
export type UserPage = {
  readonly schema_version: 1;
  readonly kind: 'user-page';
  /** When the newest of the boards was made. */
  readonly asof: string;
  readonly user: string;
  readonly clusters: Board['clusters'];
  /** The boards that the person is on. */
  readonly boards: readonly PageBoard[];
  /** Counters of each month with jobs, by cluster. */
  readonly months: Readonly<Record<string, Readonly<Record<string, Counters>>>>;
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[];
};

/**
 * Reads a person's page from the boards and the user files. Throws KnownError: exit 5 for no root, 1 where there are no
 * boards yet or the person is on none of them.
 */
export async function readUserPage(request: UserPageRequest): Promise<UserPage> {
  const clusters = await listClusters(request.root);
  const { boards, rows, problems, missing } = await readRows(request, clusters);
  if (boards.length === 0) throw new KnownError(problems[0] ?? missing ?? 'there are no leaderboards', EXIT.failed);
  const months = await readMonths(request, rows, clusters);
  if (rows.length === 0 && Object.keys(months).length === 0) throw new KnownError(nobody(request), EXIT.failed);
  const merged = boards.find(({ cluster }) => cluster === ALL_CLUSTERS) ?? boards[0]!;
  const asof = boards
    .map((board) => board.asof)
    .sort()
    .at(-1)!;
  const { user } = request;
  return {
    schema_version: 1,
    kind: 'user-page',
    asof,
    user,
    clusters: merged.clusters,
    boards: rows,
    months,
    problems,
  };
}

type Rows = { boards: Board[]; rows: PageBoard[]; problems: string[]; missing: string | null };

async function readRows({ root, user }: UserPageRequest, clusters: readonly string[]): Promise<Rows> {
  const found: Rows = { boards: [], rows: [], problems: [], missing: null };
  for (const cluster of [ALL_CLUSTERS, ...clusters]) {
    for (const window of WINDOWS) {
      const read = await readBoardRow({ root, cluster, window }, user);
      if (read.ok) {
        found.boards.push(read.board);
        for (const { values, ranks, moves } of boardRows(read.board)) {
          found.rows.push({ window, cluster, values, ranks, moves });
        }
      } else if (read.missing) found.missing ??= read.text;
      else found.problems.push(read.text);
    }
  }
  return found;
}

/** Who is too few for a cluster's all-time board does not show by the months either, but to themselves. */
async function readMonths(
  { root, user, own, monthsOf = user }: UserPageRequest,
  rows: readonly PageBoard[],
  clusters: readonly string[],
): Promise<UserPage['months']> {
  if (monthsOf === null) return {};
  const shown = clusters.filter(
    (cluster) => own || rows.some((row) => row.cluster === cluster && row.window === 'alltime'),
  );
  const read = await Promise.all(
    shown.map(async (cluster) => [cluster, await readFile(root, cluster, monthsOf)] as const),
  );
  return Object.fromEntries(read.filter(([, months]) => months !== null)) as UserPage['months'];
}

/** Null where there is no file; or one that only maintainers may read, where the site wants pseudonyms. */
async function readFile(root: string, cluster: string, user: string): Promise<Record<string, Counters> | null> {
  try {
    const read = await readCheckedJson(clusterLayout(root, cluster).user(user), userFileSchema);
    if (!read.ok) return null;
    return Object.fromEntries(Object.entries(read.value.months).map(([month, row]) => [month, namedCounters(row)]));
  } catch (error) {
    if (isErrno(error, 'EACCES')) return null;
    throw error;
  }
}

function nobody({ user, own }: UserPageRequest): string {
  const reason = 'no jobs yet, too few for a board, or opted out';
  return own ? `you (${user}) are on no leaderboard: ${reason}` : `${user} is on no leaderboard: ${reason}`;
}
