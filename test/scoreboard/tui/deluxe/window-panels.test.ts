import { describe, expect, test } from 'vitest';
import type { PageBoard } from '../../../../src/scoreboard/leaderboards/user-page.ts';
import { blockLines } from '../../../../src/scoreboard/tui/deluxe/block.ts';
import { windowPanels } from '../../../../src/scoreboard/tui/deluxe/window-panels.ts';
import { stateOf } from '../state.ts';
import { pageOf, screenTexts } from './page.ts';

const ALL_TIME: PageBoard = {
  window: 'alltime',
  cluster: 'ALL',
  values: { clock_hours: 4928062.41, jobs: 21456, gpu_clock_hours: 0, failure_rate: 0.1153 },
  ranks: { clock_hours: 1, jobs: 1234, failure_rate: 27 },
  moves: { clock_hours: { rank: 3, value: 1 } },
};
const ELSEWHERE: PageBoard = { ...ALL_TIME, window: '30d', cluster: 'bell' };
const YEAR: PageBoard = { ...ALL_TIME, window: '365d', values: {}, ranks: {}, moves: {} };

function drawn(given: Parameters<typeof stateOf>[0], lineCount: number): string[] {
  return screenTexts(
    blockLines(windowPanels(stateOf(given), pageOf({ boards: [ALL_TIME, ELSEWHERE, YEAR] }), lineCount)),
  );
}

describe('U1 a panel for each window', () => {
  test('80 columns: short titles, values as their room allows, no movement', () => {
    expect(drawn({}, 4)).toEqual([
      '╭─ All time ───────────╮  ╭─ Last 30 days ───────╮  ╭─ Last 365 days ──────╮',
      '│ CPU h 4,928,062   #1 │  │ not on this board    │  │ CPU h         -    - │',
      '│ Jobs     21,456 1.2k │  │                      │  │ Jobs          -    - │',
      '│ GPU h       0.0    - │  │                      │  │ GPU h         -    - │',
      '│ Fail rate 11.5%  #27 │  │                      │  │ Fail rate     -    - │',
      '╰──────────────────────╯  ╰──────────────────────╯  ╰──────────────────────╯',
    ]);
  });

  test('120 columns: whole titles and movements', () => {
    expect(drawn({ size: { columns: 120, rows: 40 } }, 2).map((line) => line.slice(0, 37))).toEqual([
      '╭─ All time ────────────────────────╮',
      '│ CPU hours 4,928,062.4   #1  ▲3    │',
      '│ Jobs           21,456 1.2k  ·     │',
      '╰───────────────────────────────────╯',
    ]);
  });

  test('200 columns: two columns of metrics', () => {
    const lines = drawn({ size: { columns: 200, rows: 60 } }, 9);
    expect(lines.length).toBe(11);
    expect(lines[1]!.slice(0, 64)).toBe('│ CPU h       4,928,062.4   #1    GPU jobs              -    - │');
  });

  test('the metric of the board comes first', () => {
    expect(drawn({ metric: 'failure_rate' }, 2)[1]!.slice(0, 24)).toBe('│ Fail rate 11.5%  #27 │');
  });

  test('ASCII', () => {
    expect(drawn({ fixed: { unicode: false } }, 1).map((line) => line.slice(0, 24))).toEqual([
      '+- All time -----------+',
      '| CPU h 4,928,062   #1 |',
      '+----------------------+',
    ]);
  });
});
