import { describe, expect, test } from 'vitest';
import { findMetric } from '../../../src/domain/metrics.ts';
import { press } from './drive.ts';
import { boardOf, type GivenRow, hoursOf, namesOf, stateOf } from './state.ts';

/** cy leads by hours, ann by jobs, bob gained three places; dee has no GPU hours known. */
const ROWS: readonly GivenRow[] = [
  { name: 'ann', values: { clock_hours: 30, jobs: 900, gpu_clock_hours: 5 } },
  {
    name: 'bob',
    values: { clock_hours: 20, jobs: 10, gpu_clock_hours: 7 },
    moves: { clock_hours: { rank: 3, value: 15 } },
  },
  {
    name: 'cy',
    values: { clock_hours: 40, jobs: 50, gpu_clock_hours: 0 },
    moves: { clock_hours: { rank: -1, value: -2 } },
  },
  { name: 'dee', values: { clock_hours: 10, jobs: 5 }, moves: { clock_hours: { rank: null, value: 10 } } },
];
const board = stateOf({ board: boardOf(ROWS) });

/** A hundred users u00 to u99; u00 leads. At 80x24 there are 23 lines, 17 of them rows. */
const hundred = stateOf({
  board: boardOf(
    hoursOf(Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`u${String(n).padStart(2, '0')}`, 1000 - n]))),
  ),
});

describe('U3 moving over the rows', () => {
  test.each([
    ['j goes down', 'j', 'u01', 0],
    ['several at once', 'jjjk', 'u02', 0],
    ['up at the first row stays', '<up>', 'u00', 0],
    ['the last row that fits does not scroll', 'jjjjjjjjjjjjjjjj', 'u16', 0],
    ['one more scrolls by one', 'jjjjjjjjjjjjjjjjj', 'u17', 1],
    ['a screen down', '<page-down>', 'u17', 17],
    ['the space bar does it too', '<space>', 'u17', 17],
    ['two down, one up', '<page-down> <page-down> <page-up>', 'u17', 17],
    ['the end', '<end>', 'u99', 83],
    ['from the end a screen up', '<end> <page-up>', 'u82', 66],
    ['further than the end', '<end> <page-down> <down>', 'u99', 83],
    ['home', '<end> <home>', 'u00', 0],
  ])('%s', (_, keys, selected, top) => {
    const { state } = press(hundred, keys);
    expect([state.selected, state.top]).toEqual([selected, top]);
  });
});

describe('U3 sorting', () => {
  test.each([
    ['by rank at first', '', ['cy', 'ann', 'bob', 'dee']],
    ['s on the column that sorts turns it round', 's', ['dee', 'bob', 'ann', 'cy']],
    ['S turns it round whatever has the focus', '<tab> S', ['dee', 'bob', 'ann', 'cy']],
    ['places gained; who is new has no number and comes last', '<tab> s', ['bob', 'ann', 'cy', 'dee']],
    ['and last in the other order too', '<tab> s s', ['cy', 'ann', 'bob', 'dee']],
    ['names from a to z', '<tab> <tab> s', ['ann', 'bob', 'cy', 'dee']],
    ['change of value', '<tab> <tab> <tab> <tab> s', ['bob', 'dee', 'ann', 'cy']],
    ['another metric: jobs', '<tab> <right> <tab> <right> <tab> s', ['ann', 'cy', 'bob', 'dee']],
    ['a metric that one has no number in', '<tab> <tab> <tab> <tab> <tab> <tab> s', ['bob', 'ann', 'cy', 'dee']],
    ['backwards from the first column is the last', '<shift-tab> <tab> s', ['dee', 'bob', 'ann', 'cy']],
  ])('%s', (_, keys, expected) => {
    expect(namesOf(press(board, keys).state)).toEqual(expected);
  });

  test('the selection stays on its user', () => {
    const { state } = press(board, 'j s');
    expect([state.selected, state.selectedIndex]).toEqual(['ann', 2]);
  });
});

describe('U3 metric, window, cluster, by', () => {
  test('m and M go round the metrics; who has no rank in one is not shown', () => {
    expect(press(board, 'm').state.metric.name).toBe('elapsed_hours');
    const gpu = press(board, 'mm').state;
    expect([gpu.metric.name, namesOf(gpu), gpu.rankedCount, gpu.topValue]).toEqual([
      'gpu_clock_hours',
      ['bob', 'ann'],
      2,
      7,
    ]);
    expect(press(board, 'M').state.metric.name).toBe('longest_job');
    expect(press(board, 'mM').state).toEqual(board);
  });

  test('sorted by a metric that becomes the board’s own: sorted by its value', () => {
    const { state } = press(board, '<tab> <tab> <tab> <tab> <tab> s mmmmm');
    expect(state.metric).toBe(findMetric('jobs'));
    expect([state.sorting.column, state.focus]).toEqual(['value', 'value']);
    expect(namesOf(state)).toEqual(['ann', 'cy', 'bob', 'dee']);
  });

  test.each([
    ['w', { window: '30d', cluster: 'ALL', by: 'user' }],
    ['ww', { window: '365d', cluster: 'ALL', by: 'user' }],
    ['www', { window: 'alltime', cluster: 'ALL', by: 'user' }],
    ['g', { window: 'alltime', cluster: 'bell', by: 'user' }],
    ['gg', { window: 'alltime', cluster: 'hammer', by: 'user' }],
    ['ggg', { window: 'alltime', cluster: 'ALL', by: 'user' }],
    ['G', { window: 'alltime', cluster: 'hammer', by: 'user' }],
    ['a', { window: 'alltime', cluster: 'ALL', by: 'account' }],
    ['aa', { window: 'alltime', cluster: 'ALL', by: 'user' }],
  ])('%s reads another board and keeps the rows until it is there', (keys, choice) => {
    const { state, effects } = press(board, keys);
    expect(state.choice).toEqual(choice);
    expect(effects).toEqual([...keys].map(() => ({ kind: 'load-board' })));
    expect([state.data.isLoading, namesOf(state)]).toEqual([true, namesOf(board)]);
  });

  test('a cluster that went away: g begins with all of them', () => {
    const gone = stateOf({ choice: { window: '30d', cluster: 'old', by: 'user' }, clusters: ['bell'] });
    expect(press(gone, 'g').state.choice.cluster).toBe('ALL');
  });
});

describe('U3 the rest', () => {
  test.each([
    ['q', [{ kind: 'quit' }]],
    ['<ctrl-c>', [{ kind: 'quit' }]],
    ['<ctrl-z>', [{ kind: 'suspend' }]],
    ['<ctrl-l>', [{ kind: 'redraw' }]],
    ['r', [{ kind: 'load-board' }]],
    ['<enter>', [{ kind: 'load-user', user: 'cy' }]],
    ['x', []],
  ])('%s does %j', (keys, effects) => {
    expect(press(board, keys).effects).toEqual(effects);
  });

  test('Enter opens the user, Escape comes back to the same row', () => {
    const open = press(board, 'jj <enter>').state;
    expect(open.page).toEqual({ kind: 'user', user: 'bob', page: null, problem: null, top: 0 });
    const { state } = press(open, '<escape>');
    expect([state.page, state.selected]).toEqual([{ kind: 'board' }, 'bob']);
  });

  test('accounts have no page, and nothing to open is no page', () => {
    const accounts = stateOf({ board: boardOf(hoursOf({ geo: 5 }), { by: 'account' }) });
    const { state, effects } = press(accounts, '<enter>');
    expect([state.page.kind, effects, state.notice!.text]).toEqual([
      'board',
      [],
      'accounts have no page; a shows the users',
    ]);
    expect(press(stateOf({}), '<enter>')).toEqual({ state: stateOf({}), effects: [] });
  });

  test('t goes round the themes and says which', () => {
    const { themes } = board.fixed;
    const seen = themes.map((_, n) => press(board, 't'.repeat(n + 1)).state.theme.name);
    expect(new Set(seen).size).toBe(themes.length);
    expect(seen.at(-1)).toBe(board.theme.name);
    expect(press(board, 't').state.notice!.text).toBe(`theme ${seen[0]}`);
  });

  test('e exports the rows shown, in their order, with exact numbers and nothing where nothing is known', () => {
    const [effect] = press(board, '<tab> <tab> s f a <enter> e').effects;
    if (effect?.kind !== 'export') throw new Error('no export');
    expect(effect.stem).toBe('slurm-sb-clock_hours-alltime-ALL-by-user');
    const [head, ...lines] = effect.csv.split('\r\n');
    expect(head!.startsWith('rank,user,rank_change,value_change,clock_hours,elapsed_hours,gpu_clock_hours,')).toBe(
      true,
    );
    expect(lines).toEqual(['2,ann,0,0,30,,5,,,900,,,,,,,,,,,,', '']);
  });
});

describe('U3 your own row', () => {
  const own = stateOf({ board: hundred.data.board, fixed: { own: 'u50' } });

  test('p keeps it in sight: the table gives it its last line', () => {
    const { state } = press(own, 'p');
    expect(state.isPinned).toBe(true);
    // 16 rows are left, so the 17th scrolls.
    expect(press(state, 'jjjjjjjjjjjjjjjj').state.top).toBe(1);
    expect(press(own, 'jjjjjjjjjjjjjjjj').state.top).toBe(0);
    expect(press(state, 'p').state.isPinned).toBe(false);
  });

  test.each([
    ['no name', { own: null }, 'which row is yours is not known here, so there is none to pin'],
    ['not on this board', { own: 'zed' }, 'zed is not on this board'],
  ])('%s: it says so', (_, fixed, text) => {
    expect(press(stateOf({ board: boardOf(ROWS), fixed }), 'p').state.notice!.text).toBe(text);
  });
});
