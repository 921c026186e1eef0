import { describe, expect, test } from 'vitest';
import { exampleConfig } from '../../../src/scoreboard/config/example-config.ts';
import { loadScoreboardConfig } from '../../../src/scoreboard/config/load-scoreboard-config.ts';
import { KEY_CHAPTERS, SCOREBOARD_KEYS } from '../../../src/scoreboard/config/scoreboard-keys.ts';
import { inMemorySources, ROOT_FILE } from './in-memory-sources.ts';

const loadFromRoot = (text: string) =>
  loadScoreboardConfig(inMemorySources({ env: { SLURM_SB_ROOT: '/r' }, files: { [ROOT_FILE]: text } }));
const KEY_LINE = /^#([a-z_]+:.*)$/gm;

describe('C16 the example file', () => {
  test('sets nothing as it stands', async () => {
    const { origins } = await loadFromRoot(exampleConfig());
    const fromFiles = Object.entries(origins).filter(([, origin]) => origin.source === 'file');
    expect(fromFiles).toEqual([]);
  });

  test('with every key uncommented still means the defaults', async () => {
    const uncommented = exampleConfig().replace(KEY_LINE, '$1');
    const { values, origins } = await loadFromRoot(uncommented);
    const { values: defaults } = await loadScoreboardConfig(inMemorySources({ env: { SLURM_SB_ROOT: '/r' } }));
    expect({ ...values, root: null }).toEqual({ ...defaults, root: null });
    const { root, ...others } = origins;
    expect(root).toEqual({ source: 'env', name: 'SLURM_SB_ROOT' });
    expect(Object.values(others).every(({ source }) => source === 'file')).toBe(true);
  });

  test('names every key once, with default, unit and meaning', () => {
    const lines = exampleConfig().match(KEY_LINE) ?? [];
    expect(lines.map((line) => line.slice(1, line.indexOf(':')))).toEqual(SCOREBOARD_KEYS.rows.map(({ key }) => key));
    expect(exampleConfig()).toContain(
      [
        '# Most calls of sacct a minute for this cluster, kept over ticks and restarts; retries count. 0.5 is',
        '# one call in two minutes.',
        '# Default: 2 calls a minute. Allowed: a number above 0 and up to 600.',
        '#rate_limit_per_min: 2',
        '',
      ].join('\n'),
    );
  });

  test('examples are good values', async () => {
    const text = SCOREBOARD_KEYS.rows.flatMap((row) => ('example' in row ? [`${row.key}: ${row.example}`] : []));
    expect(text.length).toBeGreaterThan(3);
    const { values } = await loadFromRoot(text.join('\n'));
    expect(values).toMatchObject({ cluster: 'hammer', slurm_conf: '/etc/slurm/slurm.conf' });
  });

  test('with values given has their lines uncommented', async () => {
    const { values, origins } = await loadFromRoot(exampleConfig({ cluster: 'hammer', root: '/data/a b' }));
    expect(values.cluster).toBe('hammer');
    expect(origins.cluster).toMatchObject({ source: 'file' });
    expect(exampleConfig({ root: '/data/a b' })).toContain('\nroot: "/data/a b"\n');
  });

  test('no line is longer than 120 characters', () => {
    expect(
      exampleConfig()
        .split('\n')
        .filter((line) => line.length > 120),
    ).toEqual([]);
  });
});

describe('the table of settings', () => {
  test('is the chapters one after the other, each key once', () => {
    const keys = SCOREBOARD_KEYS.rows.map(({ key }) => key);
    expect(KEY_CHAPTERS.flatMap(({ rows }) => rows.map(({ key }) => key))).toEqual(keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the owner’s keys have the owner’s names', () => {
    expect(SCOREBOARD_KEYS.rows.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'root',
        'cluster',
        'poll_interval_sec',
        'backfill_start',
        'backfill_sleep_sec',
        'failure_states',
        'count_cancelled_as_failure',
        'rate_limit_per_min',
      ]),
    );
  });

  test('F6 exactly the privacy keys are for the root’s file alone', () => {
    const alone = SCOREBOARD_KEYS.rows.filter((row) => 'rootFileOnly' in row).map(({ key }) => key);
    expect(alone).toEqual(['min_jobs', 'min_account_people', 'pseudonyms', 'home_root', 'home_looks_per_tick']);
  });
});
