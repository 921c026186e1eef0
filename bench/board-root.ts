import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRICS } from '../src/domain/metrics.ts';
import { WINDOW_FILES, WINDOWS, type Window } from '../src/domain/windows.ts';
import { boardRowText, encodeBoard } from '../src/scoreboard/leaderboards/encode-board.ts';

/** Writes a root with boards of as many synthetic users as are wanted, for the measurements of the viewer. */
export function writeBoardRoot(root: string, users: number): void {
  mkdirSync(join(root, 'leaderboards'), { recursive: true });
  mkdirSync(join(root, 'clusters/hammer'), { recursive: true });
  for (const window of WINDOWS) {
    writeFileSync(join(root, 'leaderboards', `${WINDOW_FILES[window]}.json`), boardBytes(users, window));
  }
}

function boardBytes(count: number, window: Window): Buffer {
  const asof = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString().replace('.000', '');
  const clusters = [{ name: 'hammer', asof, stale: false }];
  const rows = Array.from({ length: count }, (_, at) => ({
    name: `user${String(at + 1).padStart(5, '0')}`,
    values: byMetric((metric) => ((count - at) * (metric + 3)) / 7),
    ranks: byMetric(() => at + 1),
    moves: byMetric(() => ({ rank: (at % 5) - 2, value: at / 3 })),
    spark: Array.from({ length: 12 }, (_none, month) => (at * 7 + month * 13) % 50),
  }));
  const texts = rows.map((row) => boardRowText('user', row));
  return encodeBoard({ asof, window, cluster: 'ALL', clusters, by: 'user' }, texts);
}

function byMetric<T>(value: (metric: number) => T): Record<string, T> {
  return Object.fromEntries(METRICS.map(({ name }, at) => [name, value(at)]));
}
