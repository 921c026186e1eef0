import { describe, expect, it } from 'vitest';
import type { ProbeReport } from '../../../src/scoreboard/poll/probe-report.ts';
import { probeText } from '../../../src/scoreboard/poll/probe-text.ts';

const REPORT: ProbeReport = {
  slurm_sb: '1.2.3',
  node: 'v24.0.0',
  term: 'xterm',
  host: 'login1',
  user: 'alice',
  time_zone: 'Europe/Berlin',
  tools: [{ name: 'sacct', path: '/usr/bin/sacct', version: '22.05.8', starts: true, answers: true, detail: null }],
  cluster: { slurm_name: 'hammer', configured: 'hammer', agree: true },
  columns: { known: 103, missing: [] },
  private_data: { slurmctld: 'none', slurmdbd: 'jobs' },
  max_query_time_range: 'UNLIMITED',
  details: { slurmctld: null, slurmdbd: null },
  root: { path: '/r', state: 'usable', free_bytes: 5e9, total_bytes: 1e13, detail: null },
  rate: { limit_per_min: 2, tokens: 1.5, wait_seconds: 0, reason: null, detail: null },
  lock: { state: 'free' },
  accounting: { state: 'not asked', detail: '--no-query', jobs: null, users: null, hours: null, calls: 0 },
};

/** The line of a report that begins with a word. */
const lineOf = (word: string, change: Partial<ProbeReport> = {}): string | undefined =>
  probeText({ ...REPORT, ...change })
    .split('\n')
    .find((line) => line.startsWith(word))
    ?.slice(word.length)
    .trim();

describe('C1 the lines of a probe', () => {
  it.each<[string, Partial<ProbeReport>, string, string]>([
    ['no TERM', { term: null }, 'TERM', 'not set'],
    ['no user name', { user: null }, 'user', 'a uid without a name'],
    ['a command', {}, 'sacct', '/usr/bin/sacct  22.05.8'],
    ['the cluster', {}, 'cluster', "hammer (Slurm's own name)"],
    [
      'a cluster by another name',
      { cluster: { slurm_name: 'hammer', configured: 'bell', agree: false } },
      'cluster',
      "hammer (Slurm's own name), but bell is configured: poll would refuse (see --cluster-alias)",
    ],
    [
      'a cluster by an alias',
      { cluster: { slurm_name: 'hammer', configured: 'bell', agree: true } },
      'cluster',
      "hammer (Slurm's own name), configured as bell",
    ],
    [
      'a cluster that is not told',
      {
        cluster: { slurm_name: null, configured: 'bell', agree: null },
        details: { slurmctld: 'connect failure', slurmdbd: null },
      },
      'cluster',
      'Slurm does not tell its name (connect failure), configured as bell',
    ],
    ['all columns', {}, 'columns', '103, all that are wanted among them'],
    [
      'columns that may be missing',
      { columns: { known: 60, missing: ['QOS', 'TotalCPU'] } },
      'columns',
      '60; missing: QOS, TotalCPU; their values stay unknown',
    ],
    [
      'columns that may not',
      { columns: { known: 60, missing: ['End', 'QOS'] } },
      'columns',
      '60; missing: End, QOS; without End no job can be counted',
    ],
    ['no columns', { columns: null }, 'columns', 'not told'],
    ['privacy', {}, 'PrivateData', 'jobs (slurmdbd), none (slurmctld)'],
    ['privacy not told', { private_data: { slurmctld: null, slurmdbd: null } }, 'PrivateData', 'not told'],
    [
      'the longest question, not told',
      { max_query_time_range: null, details: { slurmctld: null, slurmdbd: 'refused' } },
      'MaxQueryTimeRange',
      'not told (refused)',
    ],
    ['a root', {}, 'root', '/r: readable, writable, 5.0 GB of 10.0 TB free'],
    ['no root', { root: null }, 'root', 'none is set'],
    [
      'a root that is not there',
      { root: { path: '/r', state: 'missing', free_bytes: null, total_bytes: null, detail: null } },
      'root',
      '/r: not there; make it with slurm-sb init --root /r',
    ],
    ['the rate', {}, 'rate', 'at most 2 calls a minute; 1.50 tokens; poll may ask now'],
    [
      'the rate in a back-off',
      { rate: { limit_per_min: 1, tokens: 0.25, wait_seconds: 40, reason: 'back-off', detail: null } },
      'rate',
      'at most 1 call a minute; 0.25 tokens; poll waits 40 s (back-off)',
    ],
    [
      'the rate without a cluster',
      { rate: { limit_per_min: 0.5, tokens: null, wait_seconds: null, reason: null, detail: null } },
      'rate',
      'at most 0.5 calls a minute',
    ],
    [
      'a lock',
      { lock: { state: 'held', owner: { host: 'login2', pid: 7, since: '2026-09-15T11:00:00Z' }, age_seconds: 130 } },
      'lock',
      'held by pid 7 on login2 since 2026-09-15T11:00:00Z, refreshed 2 min ago',
    ],
    [
      'a lock of nobody',
      { lock: { state: 'left behind', owner: null, age_seconds: 7200 } },
      'lock',
      'left behind by somebody, refreshed 2 h ago',
    ],
    ['no lock to look at', { lock: null }, 'lock', 'needs a root and a cluster'],
    ['no question', {}, 'accounting', 'not asked: --no-query'],
    [
      'two questions',
      { accounting: { state: 'no jobs in the last day', detail: 'none', jobs: 0, users: 0, hours: 24, calls: 2 } },
      'accounting',
      "no jobs in the last day: none (2 calls, beside poll's rate)",
    ],
  ])('%s', (_, change, word, expected) => {
    expect(lineOf(word, change)).toBe(expected);
  });
});
