import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { lookIntoHomes } from '../../../src/scoreboard/privacy/look-into-homes.ts';
import { namesOfUids } from '../../../src/scoreboard/privacy/names-of-uids.ts';
import { optedOutNames, readOptOuts } from '../../../src/scoreboard/privacy/read-opt-outs.ts';
import { makeUser, removeUser, runAs, uidOf } from '../../entry/cron/linux-user.ts';
import { openFolder } from '../deploy/checkout.ts';

const PROGRAM = join(import.meta.dirname, '../../../bin/slurm-sb');
const ASKING = { run: runRealProcess, env: process.env };
const [ANNA, MALLORY] = ['sbanna', 'sbmallory'] as const;
const isRoot = process.getuid?.() === 0;

/** Real Linux users; whoever runs the tests is root. */
describe.runIf(isRoot)('C18 opting out by a file of one’s own', () => {
  let folder = '';
  let root = '';
  const optOutD = (): string => join(root, 'optout.d');
  const as = (user: string, ...args: string[]) =>
    runAs(user, { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LC_ALL: 'C.UTF-8' }, [
      PROGRAM,
      ...args,
      '--root',
      root,
    ]);
  const out = async (): Promise<string[]> => [...optedOutNames(await readOptOuts(ASKING, root))];

  beforeAll(() => {
    folder = openFolder();
    for (const user of [ANNA, MALLORY]) makeUser(user, join(folder, user));
  });
  afterAll(() => {
    for (const user of [ANNA, MALLORY]) removeUser(user);
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    root = join(folder, 'root');
    rmSync(root, { recursive: true, force: true });
    mkdirSync(join(root, 'config'), { recursive: true });
    writeFileSync(join(root, 'config/config.yaml'), `home_root: ${folder}\n`);
    mkdirSync(optOutD());
    chmodSync(optOutD(), 0o1777);
  });

  it('opt-out, --status, again, and opt-in', async () => {
    chmodSync(join(folder, ANNA), 0o700);
    const first = as(ANNA, 'opt-out');
    expect([first.code, first.err]).toEqual([0, '']);
    expect(first.out).toMatch(/^You have opted out of this scoreboard\.\n[\s\S]*next tick[\s\S]*verify --month/);
    expect(readdirSync(optOutD())).toEqual([ANNA]);
    expect(statSync(join(optOutD(), ANNA)).uid).toBe(uidOf(ANNA));
    expect(await out()).toEqual([ANNA]);
    expect(as(ANNA, 'opt-out').out).toMatch(/^You had opted out already/);
    expect(as(ANNA, 'opt-out', '--status').out).toBe(
      `You (${ANNA}) have opted out.\nBy a file of yours in ${optOutD()}; slurm-sb opt-in removes it.\n`,
    );
    expect(as(MALLORY, 'opt-out', '--status').out).toBe(`You (${MALLORY}) have not opted out.\n`);
    expect(JSON.parse(as(ANNA, 'opt-out', '--status', '--json').out)).toEqual({
      ...{ schema_version: 1, kind: 'opt-out', root, user: ANNA, opted_out: true, by: ['folder'] },
    });
    expect(as(ANNA, 'opt-in').out).toMatch(/^You have taken opt-out back: from the next tick/);
    expect([readdirSync(optOutD()), await out()]).toEqual([[], []]);
    expect(as(ANNA, 'opt-in').out).toBe('There was no file of yours in optout.d; nothing was changed.\n');
  });

  it('opt-in says by what one is still out', () => {
    writeFileSync(join(root, 'config/optout.txt'), `${ANNA}\n`);
    writeFileSync(join(folder, ANNA, '.slurm_scoreboard_optout'), '');
    const { out: said } = as(ANNA, 'opt-in');
    rmSync(join(folder, ANNA, '.slurm_scoreboard_optout'));
    expect(said).toContain(`You are still out by ${root}/config/optout.txt; its maintainers can take your name out.`);
    expect(said).toContain(`You are still out by ${folder}/${ANNA}/.slurm_scoreboard_optout; rm `);
  });

  it('nobody opts out somebody else: not by a name, a link or a hard link', async () => {
    const annas = join(folder, 'annas-file');
    writeFileSync(annas, '');
    chownSync(annas, uidOf(ANNA), uidOf(ANNA));
    runAs(MALLORY, {}, ['/usr/bin/touch', join(optOutD(), ANNA)]);
    symlinkSync(annas, join(optOutD(), 'link'));
    linkSync(annas, join(optOutD(), 'hard'));
    expect(await out()).toEqual([MALLORY]);
    // The name is taken, and annas own file comes beside it.
    expect(as(ANNA, 'opt-out')).toMatchObject({ code: 0, err: '' });
    expect((await out()).sort()).toEqual([ANNA, MALLORY]);
    expect(readdirSync(optOutD()).filter((name) => name.startsWith(`${ANNA}.`)).length).toBe(1);
    rmSync(annas);
  });

  it('nobody takes back somebody else’s: sticky', async () => {
    as(ANNA, 'opt-out');
    expect(as(MALLORY, 'opt-in')).toMatchObject({ code: 0 });
    expect(runAs(MALLORY, {}, ['/bin/rm', '-f', join(optOutD(), ANNA)]).code).not.toBe(0);
    expect(await out()).toEqual([ANNA]);
  });

  it('a link that lies under one’s name is not written through', () => {
    const victim = join(folder, 'victim');
    symlinkSync(victim, join(optOutD(), ANNA));
    expect(as(ANNA, 'opt-out')).toMatchObject({ code: 0 });
    expect(existsSync(victim)).toBe(false);
    expect(readdirSync(optOutD()).length).toBe(2);
  });

  it.each([
    ['not sticky', () => chmodSync(optOutD(), 0o777), 'its mode is 0777'],
    ['not for everybody', () => chmodSync(optOutD(), 0o1775), 'its mode is 1775'],
    ['not there', () => rmSync(optOutD(), { recursive: true }), 'there is no such folder'],
    [
      'a link',
      () => {
        rmSync(optOutD(), { recursive: true });
        symlinkSync('/tmp', optOutD());
      },
      'it is a link and no folder',
    ],
  ])('an optout.d that is %s is refused, with what to do', (_, harm, what) => {
    harm();
    const { code, out: said, err } = as(ANNA, 'opt-out');
    expect([code, said]).toEqual([5, '']);
    expect(err).toContain(`${optOutD()}: ${what}`);
    expect(err).toMatch(/run (chmod 1777|mkdir -m 1777) /);
  });

  it('numbers without a name are left out of the answer; 700 are asked in two calls', async () => {
    const uids = [uidOf(ANNA), ...Array.from({ length: 700 }, (_, index) => 3_000_000 + index), 0];
    expect(await namesOfUids(ASKING, uids)).toEqual(
      new Map([
        [uidOf(ANNA), ANNA],
        [0, 'root'],
      ]),
    );
  });

  it('without getent nobody is shown', async () => {
    await expect(namesOfUids({ run: runRealProcess, env: { PATH: folder } }, [0])).rejects.toThrow(
      'nobody is shown: getent passwd: there is no getent on PATH',
    );
  });

  it('homes: a mark, none, closed, gone, and names that are none', async () => {
    const homes = join(folder, 'homes');
    for (const name of ['in', 'file', 'link', 'closed']) mkdirSync(join(homes, name), { recursive: true });
    writeFileSync(join(homes, 'file/.slurm_scoreboard_optout'), '');
    symlinkSync('/nonexistent', join(homes, 'link/.slurm_scoreboard_optout'));
    chmodSync(join(homes, 'closed'), 0o700);
    const users = ['in', 'file', 'link', 'closed', 'nobody-there', '../homes/file', 'a b', '$(id)'];
    // Root may look everywhere: somebody else asks.
    const run: typeof runRealProcess = (request) =>
      runRealProcess({ ...request, file: 'runuser', args: ['-u', MALLORY, '--', request.file, ...request.args] });
    const { answers } = await lookIntoHomes({ run, env: process.env }, { homeRoot: homes, limitMs: 20_000 }, users);
    expect(Object.fromEntries(answers)).toEqual({
      ...{ in: 'in', file: 'out', link: 'out', closed: 'closed', 'nobody-there': 'gone' },
      ...{ '../homes/file': 'gone', 'a b': 'gone', '$(id)': 'gone' },
    });
  });

  it('homes of names in other cases, with realms, and with characters of domains', async () => {
    const homes = join(folder, 'spelt');
    const marked = ['Grace', 'heidi@CAMPUS.EDU', 'campus\\ivan', 'j+k', 'jörg', 'Kim', 'kim'];
    for (const name of [...marked, 'lena', 'Lena']) mkdirSync(join(homes, name), { recursive: true });
    for (const name of marked.filter((one) => one !== 'Kim'))
      writeFileSync(join(homes, name, '.slurm_scoreboard_optout'), '');
    const users = ['grace', 'heidi', 'campus\\ivan', 'j+k', 'jörg', 'kim', 'lena', '..', '.', 'a/../grace'];
    const asking = { run: runRealProcess, env: process.env };
    const { answers } = await lookIntoHomes(asking, { homeRoot: homes, limitMs: 20_000 }, users);
    expect(Object.fromEntries(answers)).toEqual({
      ...{ grace: 'out', heidi: 'out', 'campus\\ivan': 'out', 'j+k': 'out', jörg: 'out', kim: 'out', lena: 'in' },
      ...{ '..': 'gone', '.': 'gone', 'a/../grace': 'gone' },
    });
  });

  it('a file server that hangs costs no more than the time that looking may take', async () => {
    const slow = join(folder, 'slow');
    for (const name of ['quick', 'never']) mkdirSync(join(slow, name), { recursive: true });
    // The shell that looks stops itself at the second home, as one does that waits for a server.
    const run: typeof runRealProcess = (request) => {
      const [flag = '', script = '', ...rest] = request.args;
      const stopping = script.replace('home=$root/$name', 'home=$root/$name; [ "$name" != never ] || sleep 30');
      return runRealProcess({ ...request, args: [flag, stopping, ...rest] });
    };
    const { answers } = await lookIntoHomes({ run, env: process.env }, { homeRoot: slow, limitMs: 500 }, [
      'quick',
      'never',
      'later',
    ]);
    expect(Object.fromEntries(answers)).toEqual({ quick: 'in' });
  });
});
