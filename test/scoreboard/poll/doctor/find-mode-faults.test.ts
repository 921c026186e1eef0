import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import { findModeFaults } from '../../../../src/scoreboard/poll/doctor/find-mode-faults.ts';
import { scratchLayout } from '../../../../src/scoreboard/rollups/root-layout.ts';
import { examine, findingsOf, type GoodRoot, goodRoot, openModes, place } from './good-root.ts';

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
    const [august, september] = ['2026-08.json', '2026-09.json'].map((name) => join(good.root, monthly, name));
    expect(findings[0]?.remedy).toContain(`chmod a+rX ${august} ${september};`);
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

  it('a folder that may not be looked into is said', async () => {
    const closed = "EACCES: permission denied, scandir '/r/x'";
    const entry = { path: '/r/x', name: 'x', kind: 'folder', mode: 0o2775, mtimeMs: 0, closed } as const;
    expect(await findModeFaults({ cluster: 'hammer', base: '/r', entries: [entry] })).toEqual([
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

describe('F6 C11 what is closed to others on purpose', () => {
  const modeFaults = async (): Promise<string[]> =>
    (await findingsOf(good)).filter((line) => /cannot (read|write)|may not look/.test(line));
  const close = (path: string): void => chmodSync(path, 0o660);

  it('is no fault', async () => {
    const { hammer } = good;
    const [august, september] = ['2026-08', '2026-09'] as Month[];
    const scratch = (['rebuild', 'verify'] as const).map((kind) => scratchLayout(hammer, kind, august!));
    const aside = `${hammer.monthly(september!)}.20260901T000000Z.bad`;
    const state = ['opt-outs.json', 'opt-outs.copy.json', 'discovery.json', 'rate.json.20260901T000000Z.bad'];
    const files = [
      hammer.monthly(august!),
      hammer.daily(august!),
      hammer.user('ada'),
      ...state.map((name) => join(hammer.state, name)),
      ...scratch.map(({ monthly: path }) => path(august!)),
      join(aside, 'deep/file'),
    ];
    for (const path of files) place(path, 'half');
    openModes(good.root);
    for (const path of files) close(path);
    for (const { base } of scratch) for (const folder of [base, dirname(base)]) chmodSync(folder, 0o2770);
    chmodSync(join(aside, 'deep'), 0o700);
    chmodSync(aside, 0o2770);
    expect(await modeFaults()).toEqual([]);
    expect(await findingsOf(good)).toContainEqual(
      expect.stringContaining(`${relative(good.root, aside)}: it was moved aside`),
    );
  });

  it('is not opened by the remedy for what lies beside it', async () => {
    const { hammer } = good;
    writeFileSync(hammer.daily('2026-08' as Month), '{"a":1}');
    for (const path of [hammer.daily('2026-08' as Month), hammer.daily('2026-09' as Month)]) close(path);
    const { findings } = await examine(good);
    const [fault, ...others] = findings.filter(({ what }) => what.startsWith('others cannot read'));
    expect(others).toEqual([]);
    expect(fault?.remedy).toBe(
      `Run chmod a+rX ${hammer.daily('2026-09' as Month)}; what slurm-sb makes itself is so from the start.`,
    );
  });
});
