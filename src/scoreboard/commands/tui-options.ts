import { METRICS } from '../../domain/metrics.ts';
import type { Window } from '../../domain/windows.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { chooseWord } from '../leaderboards/choose-word.ts';
import { ALL_CLUSTERS, listClusters } from '../leaderboards/list-clusters.ts';
import type { TuiWishes } from '../tui/start-tui.ts';

/** The words of `--backend`; curses is another name of ink, textual of deluxe. */
export const TUI_BACKENDS = ['ink', 'curses', 'ansi', 'deluxe', 'textual'] as const;

/** The options as commander gives them. */
export type TuiOptions = {
  readonly backend: (typeof TUI_BACKENDS)[number];
  readonly window: Window;
  readonly metric: string;
  readonly cluster: string;
  readonly by: 'user' | 'account';
  readonly user?: string;
  readonly filter?: string;
  readonly sort?: string;
  readonly refreshSec: string;
  readonly theme?: string;
  readonly color: boolean;
  readonly animation: boolean;
  readonly raw?: true;
};

/** The columns of `--sort`; `:asc` or `:desc` may follow one. */
export const SORT_COLUMNS = ['rank', 'move', 'name', 'value', 'change', ...METRICS.map(({ name }) => name)];

const LONGEST_REFRESH_SECONDS = 86_400;

/**
 * What the options ask for. Throws KnownError: exit 2 for a bad value, with the good ones; 5 where there is no root.
 */
export async function readTuiOptions(
  root: string,
  options: TuiOptions,
): Promise<Omit<TuiWishes, 'root' | 'staleAfterSeconds' | 'pseudonyms'>> {
  const clusters = await listClusters(root);
  const cluster = chooseWord({ option: '--cluster', text: options.cluster, words: [ALL_CLUSTERS, ...clusters] });
  return {
    backend: backendOf(options.backend),
    choice: { window: options.window, cluster, by: options.by },
    clusters,
    metric: METRICS.find(({ name }) => name === options.metric)!,
    filter: filterOf(options),
    sorting: options.sort === undefined ? null : sortingOf(options.sort, options.metric),
    theme: options.theme ?? null,
    noColor: !options.color,
    isAnimated: options.animation,
    raw: options.raw === true,
    refreshMs: refreshSeconds(options.refreshSec) * 1000,
  };
}

function backendOf(name: TuiOptions['backend']): TuiWishes['backend'] {
  if (name === 'curses') return 'ink';
  return name === 'textual' ? 'deluxe' : name;
}

function filterOf({ user, filter }: TuiOptions): string {
  if (user !== undefined && filter !== undefined && user !== filter) {
    throw new KnownError('--user and --filter are the same: give one of them', EXIT.usage);
  }
  return user ?? filter ?? '';
}

/** The chosen metric's own column is called value. */
function sortingOf(text: string, metric: string): NonNullable<TuiWishes['sorting']> {
  const [name = '', order, ...more] = text.split(':');
  const column = chooseWord({ option: '--sort', text: name, words: SORT_COLUMNS });
  const direction =
    order === undefined ? null : chooseWord({ option: `--sort ${name}:`, text: order, words: ['asc', 'desc'] });
  if (more.length > 0)
    throw new KnownError(`--sort ${JSON.stringify(text)}: give COLUMN, COLUMN:asc or COLUMN:desc`, EXIT.usage);
  return { column: column === metric ? 'value' : column, direction };
}

function refreshSeconds(text: string): number {
  const seconds = /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= 1 && seconds <= LONGEST_REFRESH_SECONDS) return seconds;
  throw new KnownError(
    `--refresh-sec ${JSON.stringify(text)}: give seconds from 1 to ${LONGEST_REFRESH_SECONDS}`,
    EXIT.usage,
  );
}
