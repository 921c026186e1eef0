import { describe, expect, it } from 'vitest';
import type { Board } from '../../../src/domain/board.ts';
import { prometheusText } from '../../../src/scoreboard/leaderboards/prometheus-text.ts';

const HEAD: Omit<Extract<Board, { by: 'user' }>, 'by' | 'users'> = {
  schema_version: 1,
  kind: 'board',
  asof: '2026-09-30T12:00:00Z',
  window: '30d',
  cluster: 'hammer',
  clusters: [],
};
const row = (values: Record<string, number>) => ({ values, ranks: {}, moves: {}, spark: [] });
const userBoard = (users: Record<string, Record<string, number>>): Board => ({
  ...HEAD,
  by: 'user',
  users: Object.entries(users).map(([user, values]) => ({ user, ...row(values) })),
});

describe('C12: boards as Prometheus text', () => {
  it('gauges in base units, a family each with its help and type', () => {
    const boards: Board[] = [
      userBoard({
        alice: { clock_hours: 1.5, jobs: 12, failure_rate: 0.25 },
        bob: { clock_hours: 0.5, max_mem_mb: 2 },
      }),
      { ...HEAD, by: 'account', accounts: [{ account: 'chem', ...row({ jobs: 7 }) }] },
    ];
    expect(prometheusText(boards)).toBe(
      [
        '# HELP slurm_sb_board_made_timestamp_seconds When the leaderboard was made.',
        '# TYPE slurm_sb_board_made_timestamp_seconds gauge',
        'slurm_sb_board_made_timestamp_seconds{by="user",cluster="hammer",window="30d"} 1790769600',
        'slurm_sb_board_made_timestamp_seconds{by="account",cluster="hammer",window="30d"} 1790769600',
        '# HELP slurm_sb_user_clock_seconds CPU seconds of each user on the leaderboard, in its window of UTC days.',
        '# TYPE slurm_sb_user_clock_seconds gauge',
        'slurm_sb_user_clock_seconds{cluster="hammer",user="alice",window="30d"} 5400',
        'slurm_sb_user_clock_seconds{cluster="hammer",user="bob",window="30d"} 1800',
        '# HELP slurm_sb_user_jobs Jobs of each user on the leaderboard, in its window of UTC days.',
        '# TYPE slurm_sb_user_jobs gauge',
        'slurm_sb_user_jobs{cluster="hammer",user="alice",window="30d"} 12',
        '# HELP slurm_sb_user_failure_ratio Failure rate of each user on the leaderboard, in its window of UTC days.',
        '# TYPE slurm_sb_user_failure_ratio gauge',
        'slurm_sb_user_failure_ratio{cluster="hammer",user="alice",window="30d"} 0.25',
        '# HELP slurm_sb_user_max_mem_bytes Memory peak of each user on the leaderboard, in its window of UTC days.',
        '# TYPE slurm_sb_user_max_mem_bytes gauge',
        'slurm_sb_user_max_mem_bytes{cluster="hammer",user="bob",window="30d"} 2000000',
        '# HELP slurm_sb_account_jobs Jobs of each account on the leaderboard, in its window of UTC days.',
        '# TYPE slurm_sb_account_jobs gauge',
        'slurm_sb_account_jobs{cluster="hammer",account="chem",window="30d"} 7',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['a quote that would end the label', 'a"} 1\nevil{x="', 'a\\"} 1?evil{x=\\"'],
    ['a backslash before the quote', 'a\\', 'a\\\\'],
    ['an escape sequence', 'a\u001b[31mb', 'a?[31mb'],
    ['a right-to-left mark', 'a\u202eb', 'a?b'],
    ['markup, a path, a formula', '<script>../../etc/passwd=1+1', '<script>../../etc/passwd=1+1'],
  ])('%s is harmless in a label', (_, name, label) => {
    const lines = prometheusText([userBoard({ [name]: { jobs: 3 } })])
      .trimEnd()
      .split('\n');
    expect(lines.slice(5)).toEqual([`slurm_sb_user_jobs{cluster="hammer",user="${label}",window="30d"} 3`]);
  });
});
