import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findModeFaults } from '../../../../src/scoreboard/poll/doctor/find-mode-faults.ts';
import { examine, findingsOf, type GoodRoot, goodRoot, place } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const monthly = 'clusters/hammer/agg/rollups/monthly';
const CANNOT_POLL = 'so no other maintainer can poll';

describe('F7 C11 what a wrong umask left', () => {
  it.each([
    ['022: the root', '.', 0o755, `root warning .: its group cannot write to it (mode 0755), ${CANNOT_POLL}`],
    [
      '022: a folder',
      monthly,
      0o2755,
      `hammer warning ${monthly}: its group cannot write to it (mode 2755), ${CANNOT_POLL}`,
    ],
    ['077: a folder', monthly, 0o2730, `hammer error ${monthly}: others cannot read it (mode 2730)`],
    [
      '027: a rollup',
      `${monthly}/2026-08.json`,
      0o640,
      `hammer error ${monthly}/2026-08.json: others cannot read it (mode 0640)`,
    ],
    [
      '027: a merged board',
      'leaderboards/alltime.json',
      0o640,
      'root error leaderboards/alltime.json: others cannot read it (mode 0640)',
    ],
  ])('%s', async (_, path, mode, expected) => {
    chmodSync(join(good.root, path), mode);
    expect(await findingsOf(good)).toEqual([expected]);
  });

  it('is one finding a cluster, with a command for all of it', async () => {
    for (const name of ['2026-08.json', '2026-09.json']) chmodSync(join(good.root, monthly, name), 0o600);
    const { findings } = await examine(good);
    expect(findings).toMatchObject([{ what: 'others cannot read it (mode 0600); 1 more like it' }]);
    expect(findings[0]?.remedy).toContain(`chmod -R a+rX ${good.hammer.base};`);
  });

  it('a log is appended to, so its group must be able to', async () => {
    place(join(good.hammer.logs, 'poll-2026-09.jsonl'), '');
    chmodSync(good.hammer.logs, 0o2775);
    chmodSync(join(good.hammer.logs, 'poll-2026-09.jsonl'), 0o644);
    expect(await findingsOf(good)).toEqual([
      `hammer warning clusters/hammer/logs/poll-2026-09.jsonl: its group cannot write to it (mode 0644), ${CANNOT_POLL}`,
    ]);
  });

  it('files that nobody else replaces need no group, locks and temporary files pass, other settings may be secret', async () => {
    chmodSync(join(good.root, monthly, '2026-08.json'), 0o644);
    place(join(good.hammer.state, '.health.json.0123456789abcdef.lone'), '');
    chmodSync(join(good.hammer.state, '.health.json.0123456789abcdef.lone'), 0o600);
    place(join(good.root, 'config/salt'), '');
    chmodSync(join(good.root, 'config/salt'), 0o600);
    chmodSync(join(good.root, 'config'), 0o2775);
    mkdirSync(good.hammer.lock, 0o700);
    expect(await findingsOf(good)).toEqual([]);
  });

  it('settings that every program reads are to be readable', async () => {
    place(join(good.root, 'config/config.yaml'), '');
    chmodSync(join(good.root, 'config/config.yaml'), 0o600);
    chmodSync(join(good.root, 'config'), 0o2775);
    expect(await findingsOf(good)).toEqual(['root error config/config.yaml: others cannot read it (mode 0600)']);
  });

  it('a folder that may not be looked into is said', () => {
    const closed = "EACCES: permission denied, scandir '/r/x'";
    const entry = { path: '/r/x', name: 'x', kind: 'folder', mode: 0o2775, mtimeMs: 0, closed } as const;
    expect(findModeFaults({ cluster: 'hammer', base: '/r', entries: [entry] })).toEqual([
      {
        cluster: 'hammer',
        level: 'error',
        file: '/r/x',
        what: `you may not look into it: ${closed}`,
        remedy: 'Have its owner run chmod a+rx /r/x.',
      },
    ]);
  });
});
