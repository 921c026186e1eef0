import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeUser, removeUser, runAs, uidOf } from '../entry/cron/linux-user.ts';
import { needTools } from '../house/need-tools.ts';
import { builtCheckout, openFolder, run } from '../scoreboard/deploy/checkout.ts';
import { report, trials } from './trials.ts';

const KEEPER = 'sbkeeper';
const STRANGER = 'sbstranger';
const isRoot = process.getuid?.() === 0;
const RUNS = trials({ small: 10, full: 300 });

const ROW = '101|alice|COMPLETED|3600|4|1|100M|||cpu=4,mem=100M,node=1|1788220000|1788220000|1788223600\n';

let folder = '';
let root = '';
let victim = '';
let program = '';

const keeper = (...args: readonly string[]) =>
  runAs(KEEPER, { PATH: '/usr/bin:/bin', HOME: join(folder, 'home') }, [program, ...args]);
const asStranger = (script: string) => runAs(STRANGER, { PATH: '/usr/bin:/bin' }, ['sh', '-c', script]);

/** What the keeper's own commands write below a root. */
const COMMANDS = (): readonly (readonly string[])[] => [
  ['ingest', '--cluster', 'hammer', '--root', root, join(folder, 'dump')],
  ['poll', '--cluster', 'hammer', '--root', root, '--once'],
  ['leaderboards', '--root', root],
  ['init', '--cluster', 'hammer', '--root', root, '--yes'],
];

beforeAll(() => {
  if (!isRoot) return;
  folder = openFolder();
  makeUser(KEEPER, join(folder, 'home'));
  makeUser(STRANGER, join(folder, 'stranger'));
  const prefix = join(folder, 'prefix');
  const checkout = builtCheckout(join(folder, 'checkout'));
  expect(run([join(checkout, 'bin/slurm-sb'), 'deploy', '--prefix', prefix])).toMatchObject({ code: 0 });
  program = join(prefix, 'bin/slurm-sb');
  writeFileSync(join(folder, 'dump'), ROW);
});
afterAll(() => {
  if (!isRoot) return;
  for (const name of [KEEPER, STRANGER]) removeUser(name);
  rmSync(folder, { recursive: true, force: true });
});

/** A root of the keeper's with one cluster, and a folder that is the keeper's alone. */
beforeEach(({ skip }) => {
  if (!isRoot) skip('only root can make users');
  needTools(skip, 'useradd', 'runuser');
  root = join(folder, 'root');
  victim = join(folder, 'victim');
  for (const path of [root, victim]) rmSync(path, { recursive: true, force: true });
  for (const path of [root, victim]) {
    mkdirSync(path);
    chownSync(path, uidOf(KEEPER), uidOf(KEEPER));
  }
  chmodSync(victim, 0o700);
  expect(keeper('ingest', '--cluster', 'hammer', '--root', root, join(folder, 'dump'))).toMatchObject({ code: 0 });
  writeFileSync(join(victim, 'precious'), 'mine\n');
});

/** The victim's folder as it was. */
function expectUntouched(): void {
  expect(readdirSync(victim)).toEqual(['precious']);
  expect(readFileSync(join(victim, 'precious'), 'utf8')).toBe('mine\n');
}

describe('links that a stranger planted', () => {
  it.each([['leaderboards'], ['clusters/hammer/state'], ['clusters/hammer/logs']])(
    '%s: every command that writes is refused with exit 5, doctor names it, the target stays untouched',
    (path) => {
      // A folder that was left open for a while.
      const place = join(root, path);
      execFileSync('chmod', ['o+w', join(place, '..')]);
      expect(asStranger(`mv '${place}' '${place}.moved'; ln -s '${victim}' '${place}'`).code).toBe(0);
      execFileSync('chmod', ['o-w', join(place, '..')]);
      for (const command of COMMANDS()) {
        // Without a cluster's own folders `leaderboards` and `init` only look at what they write.
        const isLooked = command[0] === 'ingest' || command[0] === 'poll' || !path.endsWith('logs');
        if (!isLooked) continue;
        const { code, err } = keeper(...command);
        expect([command[0], code]).toEqual([command[0], 5]);
        expect(err).toContain(`${place}: it is a link to ${victim}, made by uid ${uidOf(STRANGER)}`);
        expect(err.trimEnd().split('\n')).toHaveLength(1);
        expectUntouched();
      }
      const { code, out } = keeper('doctor', '--root', root);
      expect([code, out.includes(`root: error: ${place}: it is a link to ${victim}`)]).toEqual([6, true]);
    },
  );

  it('a root that a stranger made is used, but no link of theirs that leads out of it is followed', () => {
    const theirs = join(folder, 'stranger', 'root');
    asStranger(`chmod 755 ~${STRANGER}; mkdir -p '${theirs}/clusters'; chmod -R 0777 '${theirs}'`);
    expect(keeper('ingest', '--cluster', 'hammer', '--root', theirs, join(folder, 'dump'))).toMatchObject({ code: 5 });
    asStranger(`chmod -R 0755 '${theirs}'; ln -s '${victim}' '${theirs}/clusters/hammer'`);
    const { code, err } = keeper('ingest', '--cluster', 'hammer', '--root', theirs, join(folder, 'dump'));
    expect([code, err]).toEqual([5, expect.stringContaining(`${theirs}/clusters/hammer: it is a link to ${victim}`)]);
    expectUntouched();
  });

  it('an output file that is a link is replaced, not written through', () => {
    const output = join(folder, 'stranger', 'out.csv');
    asStranger(`chmod 1777 ~${STRANGER}; ln -s '${victim}/precious' '${output}'`);
    keeper('export', '--root', root, '--output', output);
    expectUntouched();
  });

  it('flipped between folder and link while commands run: all are refused, the target stays untouched', async () => {
    chmodSync(join(root, 'clusters'), 0o777);
    const script = `cd '${root}/clusters'; mv hammer kept; while :; do mkdir hammer; rmdir hammer; ln -s '${victim}' hammer; rm -f hammer; done`;
    const flipping: ChildProcess = spawn('runuser', ['-u', STRANGER, '--', 'sh', '-c', script], {
      stdio: 'ignore',
      detached: true,
    });
    const ended = new Promise((resolve) => flipping.on('close', resolve));
    let refused = 0;
    try {
      for (let index = 0; index < RUNS; index++) {
        const { code } = keeper(...COMMANDS()[index % COMMANDS().length]!);
        if (code === 5) refused++;
        expectUntouched();
      }
    } finally {
      execFileSync('kill', ['-9', '--', `-${flipping.pid}`]);
      await ended;
    }
    expect(refused).toBe(RUNS);
    report({
      fault: 'links flipped by a stranger',
      trials: RUNS,
      lost: 0,
      doubled: 0,
      note: `${refused} refused; nothing was written outside the root`,
    });
  });
});
