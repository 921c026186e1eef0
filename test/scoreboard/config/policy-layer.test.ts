import { describe, expect, test } from 'vitest';
import { originText } from '../../../src/platform/config/layer.ts';
import { loadScoreboardConfig } from '../../../src/scoreboard/config/load-scoreboard-config.ts';
import { type Given, HOME_FILE, inMemorySources, POLICY_FILE, problemLines, ROOT_FILE } from './in-memory-sources.ts';

const POLICY =
  '{\n  "hammer": {"rate_limit_per_min": 1},\n  "bell": {\n    "rate_limit_per_min": 4,\n    "steps": false\n  }\n}\n';
const env = { SLURM_SB_ROOT: '/r' };

async function rateOf(given: Given): Promise<[number, string]> {
  const { values, origins } = await loadScoreboardConfig(inMemorySources(given));
  return [values.rate_limit_per_min, originText(origins.rate_limit_per_min)];
}

describe('C16 policy.json sets for one cluster, above the root’s file and below the person’s own', () => {
  const root = 'cluster: bell\nrate_limit_per_min: 3\n';
  const hammer = [{ key: 'cluster', name: '--cluster', text: 'Hammer' }];
  const rows: [string, Given, number, string][] = [
    [
      'the cluster of the root’s file',
      { env, files: { [ROOT_FILE]: root, [POLICY_FILE]: POLICY } },
      4,
      `${POLICY_FILE}:4`,
    ],
    [
      'the cluster of the flag',
      { env, flags: hammer, files: { [ROOT_FILE]: root, [POLICY_FILE]: POLICY } },
      1,
      `${POLICY_FILE}:2`,
    ],
    [
      'a cluster it does not name',
      { env: { ...env, SLURM_SB_CLUSTER: 'negishi' }, files: { [ROOT_FILE]: root, [POLICY_FILE]: POLICY } },
      3,
      `${ROOT_FILE}:2`,
    ],
    ['no cluster', { env, files: { [POLICY_FILE]: POLICY } }, 2, 'default'],
    [
      'the home file is stronger',
      { env, files: { [ROOT_FILE]: root, [POLICY_FILE]: POLICY, [HOME_FILE]: 'rate_limit_per_min: 5\n' } },
      5,
      `${HOME_FILE}:1`,
    ],
    [
      'the environment is stronger',
      { env: { ...env, SLURM_SB_RATE_LIMIT_PER_MIN: '6' }, files: { [ROOT_FILE]: root, [POLICY_FILE]: POLICY } },
      6,
      'SLURM_SB_RATE_LIMIT_PER_MIN',
    ],
    ['without a root it is not read', { files: { [POLICY_FILE]: 'x' } }, 2, 'default'],
  ];
  test.each(rows)('%s', async (_, given, rate, origin) => expect(await rateOf(given)).toEqual([rate, origin]));

  test('it is named among the files', async () => {
    const { files } = await loadScoreboardConfig(inMemorySources({ env, files: { [POLICY_FILE]: '{}' } }));
    expect(files).toEqual([
      { path: ROOT_FILE, found: false },
      { path: POLICY_FILE, found: true },
      { path: HOME_FILE, found: false },
    ]);
  });
});

describe('C16 all clusters of policy.json are checked', () => {
  const CLUSTER = 'a cluster name (a-z, 0-9, _ and -, first a letter or digit, at most 40; not "all")';
  const rows: [string, string, string[]][] = [
    [
      'a bad value',
      '{"bell":\n{"rate_limit_per_min": "1"}}',
      [
        ':2: bell.rate_limit_per_min: "1" is not a number above 0 and up to 600 (calls a minute); write it without quotes',
      ],
    ],
    [
      'an unknown key',
      '{"bell": {"rate_limit": 1}}',
      [':1: bell.rate_limit: there is no such key; did you mean rate_limit_per_min?'],
    ],
    ['a key twice', '{"bell": {"steps": true,\n"steps": false}}', [':2: steps: it is set twice, first in line 1']],
    ['a cluster twice', '{"bell": {},\n"bell": {}}', [':2: bell: it is set twice, first in line 1']],
    ['no cluster name', '{"Bell": {}}', [`:1: Bell: this is not ${CLUSTER}`]],
    ['no map', '{"bell": 3}', [':1: bell: it must hold a map of settings, {"rate_limit_per_min": 1}']],
    [
      'what holds for all',
      '{"bell": {"min_jobs": 1}}',
      [':1: bell.min_jobs: this holds for all clusters; set it in <root>/config/config.yaml'],
    ],
    [
      'what cannot differ',
      '{"bell": {"root": "/x", "cluster": "y"}}',
      [':1: bell.root: this cannot differ by cluster', ':1: bell.cluster: this cannot differ by cluster'],
    ],
    [
      'another feature',
      '{"bell": {"jobs": {}}}',
      [':1: bell.jobs: there is no such key; `slurm-sb config show` lists the keys'],
    ],
    ['no JSON', 'bell: {}', [`:1: bad JSON: Unexpected token 'b', "bell: {}" is not valid JSON`]],
  ];
  test.each(rows)('%s', async (_, text, wanted) => {
    const lines = await problemLines({ env, files: { [POLICY_FILE]: text } });
    expect(lines).toEqual(wanted.map((line) => POLICY_FILE + line));
  });
});
