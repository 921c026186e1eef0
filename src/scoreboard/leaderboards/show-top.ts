import { countRanked, projectBoard } from '../../domain/board-projection.ts';
import { findMetric, METRICS } from '../../domain/metrics.ts';
import type { StaleRule } from '../../domain/stale-clusters.ts';
import { WINDOWS } from '../../domain/windows.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { TextStyle } from '../../platform/text-style.ts';
import { BOARD_FORMATS, BOARD_SUBJECTS } from './board-choices.ts';
import { boardOutput } from './board-output.ts';
import { chooseWord } from './choose-word.ts';
import { ALL_CLUSTERS, listClusters } from './list-clusters.ts';
import { type ReaderParts, requireShownBoard } from './shown-board.ts';

/** What a person asks of `top`, as texts; defaults where nothing is given. */
export type TopRequest = {
  readonly window: string;
  readonly metric: string;
  readonly cluster: string;
  readonly by: string;
  readonly format: string;
  /** A number, or `all`; {@link TABLE_ROWS} for a table and all for other forms when not given. */
  readonly limit?: string | undefined;
  /** See namePattern. */
  readonly user?: string | undefined;
  readonly raw?: boolean | undefined;
};

/** Where and how boards are shown. */
export type TopParts = {
  readonly root: string;
  readonly rule: StaleRule;
  readonly style: TextStyle;
  readonly reader: ReaderParts;
};

/** Rows of a table when no limit is given: a screen. */
const TABLE_ROWS = 20;

/** A leaderboard as text. Throws KnownError: exit 2 for a bad value, 5 for no root, 1 where there is no board yet. */
export async function topText({ root, rule, style, reader }: TopParts, request: TopRequest): Promise<string> {
  const window = chooseWord({ option: '--window', text: request.window, words: WINDOWS });
  const name = chooseWord({ option: '--metric', text: request.metric, words: METRICS.map((one) => one.name) });
  const by = chooseWord({ option: '--by', text: request.by, words: BOARD_SUBJECTS });
  const format = chooseWord({ option: '--format', text: request.format, words: BOARD_FORMATS });
  const limit = rowLimit(request.limit ?? (format === 'table' ? String(TABLE_ROWS) : 'all'));
  const words = [ALL_CLUSTERS, ...(await listClusters(root))];
  const cluster = chooseWord({ option: '--cluster', text: request.cluster, words });
  const board = await requireShownBoard(reader, { root, cluster, window, by });
  const metric = findMetric(name)!;
  const options = { metric, pattern: request.user, limit };
  return boardOutput(
    {
      projection: projectBoard(board, options),
      metric,
      ranked: countRanked(board, options),
      pattern: request.user,
      raw: request.raw === true,
      rule,
      style,
    },
    format,
  );
}

function rowLimit(text: string): number | undefined {
  if (text.toLowerCase() === 'all') return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new KnownError(`--limit ${JSON.stringify(text)}: give a number of rows from 1 on, or all`, EXIT.usage);
}
