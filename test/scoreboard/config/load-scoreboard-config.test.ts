import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { FAILURE_STATES } from '../../../src/domain/job-state.ts';
import { loadScoreboardConfig } from '../../../src/scoreboard/config/load-scoreboard-config.ts';
import type { LOG_LEVELS } from '../../../src/scoreboard/config/place-keys.ts';
import type { ScoreboardConfig } from '../../../src/scoreboard/config/scoreboard-keys.ts';
import { type Given, HOME_FILE, inMemorySources, problemLines, ROOT_FILE } from './in-memory-sources.ts';

const load = async (given: Given): Promise<ScoreboardConfig> =>
  (await loadScoreboardConfig(inMemorySources(given))).values;
const inRoot = (text: string): Given => ({ env: { SLURM_SB_ROOT: '/r' }, files: { [ROOT_FILE]: text } });

describe('C16 the defaults', () => {
  test('are these', async () => {
    expect(await load({})).toEqual({
      root: null,
      cluster: null,
      cluster_aliases: [],
      log_level: 'info',
      poll_interval_sec: 600,
      backfill_start: null,
      backfill_sleep_sec: 0,
      overlap_sec: 7200,
      late_sweep_days: 7,
      max_calls: 0,
      max_minutes: 8,
      lock_stale_sec: 600,
      rate_limit_per_min: 2,
      bytes_per_day: 0,
      target_rows_per_call: 100_000,
      min_slice_sec: 600,
      call_timeout_sec: 300,
      sacct_memory_usual_mb: 286,
      sacct_memory_limit_mb: 2048,
      steps: true,
      own_jobs_only: false,
      ignore_stderr: [],
      sacct_path: 'sacct',
      scontrol_path: 'scontrol',
      slurm_conf: null,
      failure_states: ['FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED', 'TIMEOUT'],
      count_cancelled_as_failure: false,
      memory_base: 1000,
      reqmem_without_suffix: 'auto',
      gpu_gres_names: ['gpu'],
      discovery: true,
      home_folder: '/home',
      home_deny: ['lost+found', 'root', 'nobody', 'slurm', 'munge'],
      home_min_uid: 1000,
      keep_months: 36,
      keep_log_months: 3,
      filter_false_positive_rate: 0.0001,
      min_jobs: 3,
      min_account_people: 3,
      stale_after_sec: 7200,
      pseudonyms: false,
      home_root: '/home',
      home_looks_per_tick: 300,
    } satisfies ScoreboardConfig);
  });
});

test('values have the types of the table', () => {
  expectTypeOf<ScoreboardConfig['memory_base']>().toEqualTypeOf<1000 | 1024>();
  expectTypeOf<ScoreboardConfig['reqmem_without_suffix']>().toEqualTypeOf<'auto' | 'per-node' | 'per-job'>();
  expectTypeOf<ScoreboardConfig['failure_states']>().toEqualTypeOf<readonly (typeof FAILURE_STATES)[number][]>();
  expectTypeOf<ScoreboardConfig['root']>().toEqualTypeOf<string | null>();
  expectTypeOf<ScoreboardConfig['log_level']>().toEqualTypeOf<(typeof LOG_LEVELS)[number]>();
  expectTypeOf<ScoreboardConfig['max_calls']>().toEqualTypeOf<number>();
  expectTypeOf<ScoreboardConfig['steps']>().toEqualTypeOf<boolean>();
});

describe('C16 the owner’s sample', () => {
  const sample = readFileSync(join(import.meta.dirname, '../../../fixtures/config/owner-sample.yaml'), 'utf8');
  const wanted = {
    root: '/depot/example/slurm_scoreboard',
    cluster: 'hammer',
    poll_interval_sec: 600,
    backfill_start: 946_684_800,
    backfill_sleep_sec: 0.5,
    failure_states: ['FAILED', 'NODE_FAIL', 'OUT_OF_MEMORY', 'PREEMPTED', 'TIMEOUT'],
    count_cancelled_as_failure: false,
    rate_limit_per_min: 2,
  };
  test('is accepted as the home file', async () => {
    expect(await load({ files: { [HOME_FILE]: sample } })).toMatchObject(wanted);
  });
  test('is accepted as the root’s file', async () => {
    const root = '/depot/example/slurm_scoreboard';
    const given = { env: { SLURM_SB_ROOT: root }, files: { [`${root}/config/config.yaml`]: sample } };
    const config = await loadScoreboardConfig(inMemorySources(given));
    expect(config.values).toMatchObject(wanted);
    expect(config.warnings).toEqual([]);
  });
  test('is accepted by --config', async () => {
    expect(await load({ configFile: '/s.yaml', files: { '/s.yaml': sample } })).toMatchObject(wanted);
  });
});

describe('C16 other good ways to write a value', () => {
  const rows: [string, string, Partial<ScoreboardConfig>][] = [
    ['a day in quotes', 'backfill_start: "2025-07-01"', { backfill_start: 1_751_328_000 }],
    ['states as one text', 'failure_states: TIMEOUT, FAILED', { failure_states: ['FAILED', 'TIMEOUT'] }],
    ['states one a line', 'failure_states:\n- deadline\n- failed', { failure_states: ['FAILED', 'DEADLINE'] }],
    ['no failure states', 'failure_states: []', { failure_states: [] }],
    ['steps: off, as S4 writes it', 'steps: off', { steps: false }],
    ['a cluster in capitals is Slurm’s lower case', 'cluster: Hammer', { cluster: 'hammer' }],
    ['a slow rate', 'rate_limit_per_min: 0.1', { rate_limit_per_min: 0.1 }],
    ['a rate with an exponent', 'filter_false_positive_rate: 1e-6', { filter_false_positive_rate: 0.000001 }],
    ['powers of 1024', 'memory_base: 1024', { memory_base: 1024 }],
    ['texts with commas', 'ignore_stderr: ["error: a, b"]', { ignore_stderr: ['error: a, b'] }],
    ['unset on purpose', 'slurm_conf:\ncluster: ~', { slurm_conf: null, cluster: null }],
    ['privacy in the root’s file', 'min_jobs: 1\nmin_account_people: 5', { min_jobs: 1, min_account_people: 5 }],
    ['other features’ settings', 'observability: {port: 1}\njobs:\n  port: 2', {}],
  ];
  test.each(rows)('%s', async (_, text, wanted) => expect(await load(inRoot(text))).toMatchObject(wanted));
});

describe('C16 bad values name file, line, key and what is allowed', () => {
  const at = `${ROOT_FILE}:1: `;
  const STATES = 'FAILED, NODE_FAIL, OUT_OF_MEMORY, PREEMPTED, TIMEOUT, BOOT_FAIL, DEADLINE';
  const CLUSTER = 'a cluster name (a-z, 0-9, _ and -, first a letter or digit, at most 40; not "all")';
  const rows: [string, string][] = [
    ['poll_interval_sec: 0', 'poll_interval_sec: 0 is not a whole number from 1 to 86400 (seconds)'],
    ['rate_limit_per_min: 0', 'rate_limit_per_min: 0 is not a number above 0 and up to 600 (calls a minute)'],
    ['rate_limit_per_min: 601', 'rate_limit_per_min: 601 is not a number above 0 and up to 600 (calls a minute)'],
    ['backfill_sleep_sec: -1', 'backfill_sleep_sec: -1 is not a number from 0 to 3600 (seconds)'],
    [
      'backfill_start: 01.07.2025',
      'backfill_start: "01.07.2025" is not a UTC day (2025-07-01) or time (2025-07-01T06:30:00Z) of the years 1970 to 2099',
    ],
    ['failure_states: [CANCELLED]', `failure_states: "CANCELLED" is not one of ${STATES}`],
    ['failure_states: 3', `failure_states: 3 is not a list of states out of ${STATES}`],
    ['count_cancelled_as_failure: perhaps', 'count_cancelled_as_failure: "perhaps" is not true or false'],
    ['cluster: a/b', `cluster: "a/b" is not ${CLUSTER}`],
    ['cluster: ../x', `cluster: "../x" is not ${CLUSTER}`],
    ['cluster: ALL', `cluster: "ALL" is not ${CLUSTER}`],
    ['cluster: 7', `cluster: 7 is not ${CLUSTER}; write it in quotes`],
    [`cluster: ${'a'.repeat(41)}`, `cluster: "${'a'.repeat(41)}" is not ${CLUSTER}`],
    ['root: data', 'root: "data" is not an absolute path (or one that begins with ~/)'],
    ['memory_base: 1000000', 'memory_base: 1000000 is not 1000 or 1024'],
    ['reqmem_without_suffix: node', 'reqmem_without_suffix: "node" is not one of auto, per-node, per-job'],
    ['gpu_gres_names: []', 'gpu_gres_names: the list is empty; it must be a list of one GRES name or more'],
    ['gpu_gres_names: ["gpu=1"]', 'gpu_gres_names: "gpu=1" is not the name of a GRES (letters, digits, _, - and .)'],
    ['ignore_stderr: [""]', 'ignore_stderr: "" is not a text of 3 to 500 characters'],
    ['filter_false_positive_rate: 0.5', 'filter_false_positive_rate: 0.5 is not a number from 1e-9 to 0.01'],
    ['log_level: fatal', 'log_level: "fatal" is not one of trace, debug, info, warn, error, silent'],
    ['lock_stale_sec: 10', 'lock_stale_sec: 10 is not a whole number from 60 to 86400 (seconds)'],
    ['min_jobs: 0', 'min_jobs: 0 is not a whole number from 1 to 1000 (jobs)'],
    ['rate_limit: 1', 'rate_limit: there is no such key; did you mean rate_limit_per_min?'],
    ['poll_interval: 1', 'poll_interval: there is no such key; did you mean poll_interval_sec?'],
    ['observability: on', 'observability: it must hold the settings of that part as a map'],
  ];
  test.each(rows)('%s', async (text, wanted) => expect(await problemLines(inRoot(`${text}\n`))).toEqual([at + wanted]));
});

describe('C16 variables and flags', () => {
  test('each key has its variable', async () => {
    const env = {
      SLURM_SB_CLUSTER: 'bell',
      SLURM_SB_BACKFILL_START: '2025-07-01',
      SLURM_SB_FAILURE_STATES: 'TIMEOUT,FAILED',
      SLURM_SB_STEPS: 'off',
      SLURM_SB_MEMORY_BASE: '1024',
      SLURM_SB_CLUSTER_ALIASES: 'Bell-new, bell-old',
    };
    expect(await load({ env })).toMatchObject({
      cluster: 'bell',
      backfill_start: 1_751_328_000,
      failure_states: ['FAILED', 'TIMEOUT'],
      steps: false,
      memory_base: 1024,
      cluster_aliases: ['bell-new', 'bell-old'],
    });
  });

  test('F6 what is for everybody cannot be set by one person', async () => {
    const flags = [{ key: 'min_account_people', name: '--least', text: '1' }];
    const given = { env: { SLURM_SB_MIN_JOBS: '1' }, flags, files: { [HOME_FILE]: 'min_jobs: 1\n' } };
    const only = 'this is set for everybody, only in <root>/config/config.yaml';
    expect(await problemLines(given)).toEqual([
      `${HOME_FILE}:1: min_jobs: ${only}`,
      `SLURM_SB_MIN_JOBS: ${only}`,
      `--least: ${only}`,
    ]);
  });
});
