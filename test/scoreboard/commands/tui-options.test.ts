import { describe, expect, test } from 'vitest';
import { readTuiOptions, type TuiOptions } from '../../../src/scoreboard/commands/tui-options.ts';
import { boardRoot } from '../tui/board-place.ts';

const ROOT = boardRoot();

const USUAL: TuiOptions = {
  backend: 'ink',
  window: '30d',
  metric: 'clock_hours',
  cluster: 'ALL',
  by: 'user',
  refreshSec: '5',
  color: true,
  animation: true,
};

const read = (given: Partial<TuiOptions>) => readTuiOptions(ROOT, { ...USUAL, ...given });

test('U2 what is usual', async () => {
  expect(await read({})).toMatchObject({
    backend: 'ink',
    choice: { window: '30d', cluster: 'ALL', by: 'user' },
    clusters: ['bell', 'hammer'],
    metric: { name: 'clock_hours' },
    filter: '',
    sorting: null,
    theme: null,
    noColor: false,
    isAnimated: true,
    raw: false,
    refreshMs: 5000,
  });
});

describe('U2 flags', () => {
  test.each([
    ['curses is ink', { backend: 'curses' }, { backend: 'ink' }],
    ['textual is deluxe', { backend: 'textual' }, { backend: 'deluxe' }],
    ['a cluster in any case', { cluster: 'HAMMER' }, { choice: { window: '30d', cluster: 'hammer', by: 'user' } }],
    ['all in any case', { cluster: 'all' }, { choice: { window: '30d', cluster: 'ALL', by: 'user' } }],
    ['--user is a filter', { user: 'a*' }, { filter: 'a*' }],
    ['--filter is one', { filter: 'al' }, { filter: 'al' }],
    ['both when they are the same', { user: 'al', filter: 'al' }, { filter: 'al' }],
    ['a column', { sort: 'jobs' }, { sorting: { column: 'jobs', direction: null } }],
    ['a column and its direction', { sort: 'Name:DESC' }, { sorting: { column: 'name', direction: 'desc' } }],
    ['the chosen metric is the value', { sort: 'clock_hours' }, { sorting: { column: 'value', direction: null } }],
    ['half seconds', { refreshSec: '1.5' }, { refreshMs: 1500 }],
  ] as const)('%s', async (_, given, expected) => {
    expect(await read(given)).toMatchObject(expected);
  });

  test.each([
    [{ cluster: 'hamer' }, '--cluster "hamer": choose one of ALL, bell, hammer (did you mean hammer?)'],
    [{ sort: 'jobs:up' }, '--sort jobs: "up": choose one of asc, desc'],
    [{ sort: 'jobs:asc:desc' }, '--sort "jobs:asc:desc": give COLUMN, COLUMN:asc or COLUMN:desc'],
    [{ user: 'a', filter: 'b' }, '--user and --filter are the same: give one of them'],
    [{ refreshSec: '0.9' }, '--refresh-sec "0.9": give seconds from 1 to 86400'],
    [{ refreshSec: '86401' }, '--refresh-sec "86401": give seconds from 1 to 86400'],
    [{ refreshSec: 'often' }, '--refresh-sec "often": give seconds from 1 to 86400'],
  ])('%o is refused, exit 2', async (given, message) => {
    await expect(read(given)).rejects.toMatchObject({ exitCode: 2, message });
  });

  test('a column that there is not is refused with all that there are', async () => {
    await expect(read({ sort: 'job' })).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(
        /^--sort "job": choose one of rank, move, name, value, change, clock_hours, .*did you mean jobs/,
      ),
    });
  });

  test('no root is exit 5', async () => {
    await expect(readTuiOptions('/nowhere', USUAL)).rejects.toMatchObject({ exitCode: 5 });
  });
});
