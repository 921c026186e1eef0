import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../../src/domain/calendar.ts';
import type { OptOutState } from '../../../../src/scoreboard/privacy/opt-out-schema.ts';
import { noOptOuts, writeOptOutState } from '../../../../src/scoreboard/privacy/opt-out-state.ts';
import { makePseudonymKey } from '../../../../src/scoreboard/privacy/pseudonym-key.ts';
import { renameUsers } from '../../../../src/scoreboard/rollups/rename-users.ts';
import { examine, findingsOf, type GoodRoot, goodRoot } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});
afterEach(() => rmSync(good.root, { recursive: true }));

const optOutD = (): string => join(good.root, 'optout.d');

describe('C11 C18 opting out', () => {
  it.each([
    [
      'gone',
      () => rmSync(optOutD(), { recursive: true }),
      'warning',
      'it is not there, so nobody can opt out by slurm-sb opt-out',
    ],
    [
      'not sticky',
      () => chmodSync(optOutD(), 0o777),
      'error',
      'its mode is 0777: people cannot opt out in it, or others can undo it',
    ],
    [
      'a link',
      () => {
        rmSync(optOutD(), { recursive: true });
        symlinkSync('/tmp', optOutD());
      },
      'error',
      "it is a link and no folder, so nobody's file in it counts",
    ],
  ])('optout.d is %s', async (_, harm, level, what) => {
    harm();
    expect(await findingsOf(good)).toEqual([`root ${level} optout.d: ${what}`]);
  });

  it.each([
    ['a folder', (path: string) => mkdirSync(path, { recursive: true })],
    ['a pipe', (path: string) => execFileSync('mkfifo', [path])],
  ])('optout.txt is %s', async (_, harm) => {
    const path = join(good.root, 'config/optout.txt');
    mkdirSync(dirname(path), { recursive: true });
    harm(path);
    expect(await findingsOf(good)).toContain(
      'root error config/optout.txt: ROOT/config/optout.txt is no plain file, so who has opted out is not known and nobody is shown',
    );
  });

  it('optout.txt is a link to nothing', async () => {
    const path = join(good.root, 'config/optout.txt');
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync('nowhere', path);
    expect(await findingsOf(good)).toContain(
      'root error config/optout.txt: ROOT/config/optout.txt is a link to nothing, so who has opted out is not known and nobody is shown',
    );
  });

  it('what the ticks know, damaged: a warning while its copy is good, an error when neither is', async () => {
    const [file, copy] = ['opt-outs.json', 'opt-outs.copy.json'].map((name) => join(good.hammer.state, name)) as [
      string,
      string,
    ];
    await writeOptOutState(good.hammer, noOptOuts('hammer'));
    const found = async () => (await findingsOf(good)).filter((one) => one.includes('opt-outs'));
    expect(await found()).toEqual([]);
    truncateSync(file, 30);
    expect(await found()).toEqual([
      'hammer warning clusters/hammer/state/opt-outs.json: it is damaged: it is not a JSON object',
    ]);
    truncateSync(copy, 30);
    expect(await found()).toEqual([
      'hammer error clusters/hammer/state/opt-outs.json: it is damaged: it is not a JSON object',
      'hammer error clusters/hammer/state/opt-outs.copy.json: it is damaged: it is not a JSON object',
    ]);
  });

  it('what the ticks know, where its copy is older or of another root', async () => {
    await writeOptOutState(good.hammer, noOptOuts('hammer'));
    const older = readFileSync(join(good.hammer.state, 'opt-outs.json'));
    await writeOptOutState(good.hammer, { ...noOptOuts('hammer'), homes: { zoe: 'in' } });
    writeFileSync(join(good.hammer.state, 'opt-outs.json'), older);
    expect(await findingsOf(good)).toEqual([
      'hammer warning clusters/hammer/state/opt-outs.json: it and its copy say different things: whoever is out in either is hidden',
    ]);
  });

  it.each(['state', 'logs', 'state/seen', 'agg/users', 'leaderboards', 'agg/rollups/daily'])(
    'a file in the place of the folder %s',
    async (name) => {
      const path = join(good.root, 'clusters/hammer', name);
      rmSync(path, { recursive: true, force: true });
      writeFileSync(path, '');
      expect(await findingsOf(good)).toContain(
        `hammer error clusters/hammer/${name}: it is no folder, so polls end with an error`,
      );
    },
  );

  it('what is no user file among them', async () => {
    mkdirSync(good.hammer.users, { recursive: true });
    writeFileSync(join(good.hammer.users, 'ada.json.bak'), '');
    expect(await findingsOf(good)).toContain(
      'hammer warning clusters/hammer/agg/users/ada.json.bak: it is no file of slurm-sb',
    );
  });

  it('a word in optout.txt that can be nobody', async () => {
    mkdirSync(join(good.root, 'config'), { recursive: true });
    for (const word of ['\u200bbob', '*', 'stud*', '/home/bob', 'users:', '- bob', '[bob]', 'bob.', 'b'.repeat(256)]) {
      writeFileSync(join(good.root, 'config/optout.txt'), `# asked\nalice\n${word}\n`);
      expect(await findingsOf(good), word).toContain(
        "root warning config/optout.txt: line 3 has a word that can be nobody's name, so it hides nobody",
      );
    }
    for (const word of ['bob@CAMPUS.EDU', '"bob"', 'campus\\bob', 'node7$', 'b.ob-1_2+3']) {
      writeFileSync(join(good.root, 'config/optout.txt'), `${word}\n`);
      expect((await findingsOf(good)).join('\n'), word).not.toContain('can be nobody');
    }
  });

  it('a link or a pipe in the place of a log', async () => {
    mkdirSync(good.hammer.logs, { recursive: true });
    symlinkSync('/dev/null', join(good.hammer.logs, 'poll-2026-09.jsonl'));
    expect(await findingsOf(good)).toContain(
      'hammer error clusters/hammer/logs/poll-2026-09.jsonl: it is a link, a pipe or a device and no file, so polls of its month end with an error',
    );
  });

  it('entries that opt nobody out, three by name', async () => {
    writeFileSync(join(optOutD(), 'good'), '');
    mkdirSync(join(optOutD(), 'a'));
    symlinkSync('/etc/passwd', join(optOutD(), 'b'));
    for (const name of ['c', 'd', 'e']) symlinkSync('/tmp', join(optOutD(), name));
    expect(await findingsOf(good)).toEqual([
      'root warning optout.d/a: it is a folder and no file, so it opts nobody out',
      'root warning optout.d/b: it is a link and no file, so it opts nobody out',
      'root warning optout.d/c: it is a link and no file, so it opts nobody out; 2 more like it',
    ]);
  });

  it('a file with a second name', async () => {
    writeFileSync(join(good.root, 'elsewhere'), '');
    linkSync(join(good.root, 'elsewhere'), join(optOutD(), 'x'));
    expect(await findingsOf(good)).toEqual([
      'root warning optout.d/x: the file has another name elsewhere, so it opts nobody out',
    ]);
  });

  it('a key that others may use', async () => {
    mkdirSync(join(good.root, 'config'), { recursive: true });
    await makePseudonymKey(good.root);
    expect((await findingsOf(good)).filter((one) => one.includes('key'))).toEqual([]);
    chmodSync(join(good.root, 'config/pseudonym.key'), 0o664);
    expect((await findingsOf(good)).filter((one) => one.includes('key'))).toEqual([
      'root error config/pseudonym.key: others may use it, and whoever has read it can tell who is who',
    ]);
  });

  it('homes that are closed, and files that still name somebody', async () => {
    await writeOptOutState(good.hammer, {
      ...noOptOuts('hammer'),
      out: { alice: { by: 'list', uid: null } },
      homes: { bob: 'closed', carol: 'closed', dave: 'in', erin: 'gone' },
    });
    const found = await findingsOf(good);
    expect(found.filter((one) => one.includes('names somebody'))).toEqual(
      ['daily/2026-08', 'daily/2026-09', 'monthly/2026-08', 'monthly/2026-09'].map(
        (name) => `hammer error clusters/hammer/agg/rollups/${name}.json: it still names somebody who has opted out`,
      ),
    );
    expect(found.filter((one) => one.includes('homes'))).toEqual([
      expect.stringContaining('2 homes whose opt-out cannot be read: they are closed to whoever polls'),
    ]);
  });

  it('what others can read though people are shown by pseudonyms; closed files are as they should be then', async () => {
    const secret: GoodRoot = { ...good, config: { ...good.config, pseudonyms: true } };
    expect(await findingsOf(secret)).toEqual([
      expect.stringMatching(
        /^hammer error clusters\/hammer\/agg: others can read it though people are shown by pseudonyms \(mode 2775\); \d+ more like it$/,
      ),
    ]);
  });

  it('people who wait until their homes are looked into: no mode is to be opened then', async () => {
    const waiting = { ...noOptOuts('hammer'), held_back: true, never_looked: ['alice', 'bob'] };
    await writeOptOutState(good.hammer, waiting);
    const what = '2 people wait until homes are looked into: shown nowhere, and what names users is closed to others';
    expect(await findingsOf(good)).toEqual([
      expect.stringMatching(new RegExp(`^hammer warning .*: ${what}$`)),
      'hammer error clusters/hammer/agg: others can read it though it names somebody who waits (mode 2775); 7 more like it',
    ]);
    for (const folder of [dirname(good.hammer.users), good.hammer.logs]) {
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o2770);
    }
    expect(await findingsOf(good)).toEqual([expect.stringContaining(what)]);
    await writeOptOutState(good.hammer, { ...waiting, lost: true });
    expect((await examine(good)).findings).toMatchObject([
      { what: `it was lost, and ${what}`, remedy: expect.stringMatching(/^Put opt-outs.json back from a backup/) },
    ]);
  });

  it('no home where homes are looked for, of three people or more', async () => {
    const gone = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'gone' as const]));
    const found = async () => (await findingsOf(good)).map((one) => one.replace(/^.*: /, ''));
    await writeOptOutState(good.hammer, { ...noOptOuts('hammer'), homes: gone('alice', 'bob') });
    expect(await found()).toEqual([]);
    await writeOptOutState(good.hammer, { ...noOptOuts('hammer'), homes: gone('alice', 'bob', 'carol') });
    expect(await found()).toEqual(['none of 3 people has a home here, so no mark in one is found']);
    await writeOptOutState(good.hammer, { ...noOptOuts('hammer'), homes: { ...gone('alice', 'bob'), carol: 'in' } });
    expect(await found()).toEqual([]);
  });

  it('all that tells who was out is gone, though months count them', async () => {
    const month = good.hammer.monthly('2026-08' as Month);
    const named = renameUsers(readFileSync(month), 'monthly', () => '(opted-out)');
    writeFileSync(month, named.ok ? named.bytes : '');
    rmSync(optOutD(), { recursive: true });
    const lost =
      'hammer error clusters/hammer/state/opt-outs.json: it and its copy are gone, and so is that by which people opted ' +
      'out whose jobs are counted as such: who they are is not known and nobody new is shown';
    const found = async () => (await findingsOf(good)).filter((one) => /opt-?outs?[.]/.test(one));
    expect(await found()).toEqual([lost]);
    mkdirSync(optOutD());
    chmodSync(optOutD(), 0o1777);
    expect(await found()).toEqual([lost]);
    mkdirSync(join(good.root, 'config'), { recursive: true });
    writeFileSync(join(good.root, 'config/optout.txt'), '');
    expect(await found()).toEqual([]);
  });

  it('who is out by what is gone as a whole', async () => {
    const out = { alice: { by: 'list', uid: null }, bob: { by: 'folder', uid: 1 }, carol: { by: 'folder', uid: 2 } };
    await writeOptOutState(good.hammer, { ...noOptOuts('hammer'), out } as OptOutState);
    rmSync(optOutD(), { recursive: true });
    const { findings } = await examine(good);
    expect(findings.filter(({ what }) => what.startsWith('it is not there'))).toMatchObject(
      [
        { level: 'error', what: expect.stringContaining('somebody is known to be out by it'), remedy: /make an empty/ },
        { level: 'error', what: expect.stringContaining('2 people are known'), remedy: /mkdir -m 1777/ },
      ].map((one) => ({ ...one, remedy: expect.stringMatching(one.remedy) })),
    );
  });

  it('a month of a cluster that is polled no more, of somebody whom the list or another cluster knows', async () => {
    mkdirSync(join(good.root, 'config'), { recursive: true });
    writeFileSync(join(good.root, 'config/optout.txt'), 'alice\n');
    const naming = async () => (await examine(good)).findings.filter(({ what }) => what.startsWith('it still names'));
    expect((await naming()).map(({ remedy }) => remedy)).toEqual(
      Array(4).fill(expect.stringMatching(/^Run slurm-sb leaderboards --root /)),
    );
    writeFileSync(join(good.root, 'config/optout.txt'), '');
    expect(await naming()).toEqual([]);
    const state = join(good.root, 'clusters/bell/state');
    await writeOptOutState({ state }, { ...noOptOuts('bell'), out: { alice: { by: 'home', uid: null } } });
    expect(await naming()).toHaveLength(4);
  });

  it('somebody who is in again, whom a cluster that is polled no more still hides', async () => {
    mkdirSync(join(good.root, 'config'), { recursive: true });
    writeFileSync(join(good.root, 'config/optout.txt'), '');
    const state = join(good.root, 'clusters/bell/state');
    mkdirSync(state, { recursive: true });
    const out = { alice: { by: 'list', uid: null } } as const;
    await writeOptOutState({ state }, { ...noOptOuts('bell'), out });
    const found = async () => (await findingsOf(good)).filter((one) => /names|hides/.test(one));
    const what = 'it still hides somebody who has opted in again, on the boards of all clusters';
    expect(await found()).toEqual([`bell warning clusters/bell/state/opt-outs.json: ${what}`]);
    rmSync(join(good.root, 'config/optout.txt'));
    expect(await found()).toEqual(Array(4).fill(expect.stringContaining('it still names somebody')));
  });

  it('what the ticks of another cluster know', async () => {
    await writeOptOutState(good.hammer, noOptOuts('bell'));
    expect((await findingsOf(good)).filter((one) => one.includes('opt-outs'))).toEqual([
      'hammer error clusters/hammer/state/opt-outs.json: it is damaged: it is of the cluster bell',
      'hammer error clusters/hammer/state/opt-outs.copy.json: it is damaged: it is of the cluster bell',
    ]);
  });

  it('optout.txt in UTF-16', async () => {
    mkdirSync(join(good.root, 'config'), { recursive: true });
    writeFileSync(join(good.root, 'config/optout.txt'), Buffer.from('\ufeffalice\n', 'utf16le'));
    expect(await findingsOf(good)).toContain(
      'root error config/optout.txt: ROOT/config/optout.txt is no text in UTF-8, so who has opted out is not known and nobody is shown',
    );
  });

  it('a folder in the place of the key, once', async () => {
    mkdirSync(join(good.root, 'config'));
    chmodSync(join(good.root, 'config'), 0o2775);
    mkdirSync(join(good.root, 'config/pseudonym.key'), { mode: 0o700 });
    expect(await findingsOf(good)).toEqual(['root error config/pseudonym.key: it is a folder and no file']);
  });

  it('a damaged month that was closed because it names somebody is not to be opened', async () => {
    const path = good.hammer.monthly('2026-08' as Month);
    truncateSync(path, 60);
    chmodSync(path, 0o660);
    expect((await findingsOf(good)).filter((one) => one.includes('others cannot read'))).toEqual([]);
  });

  describe.runIf(process.getuid?.() === 0)('owners of files', () => {
    const NOBODYS = 3_999_999_001;

    it('whom the system has no name for', async () => {
      writeFileSync(join(optOutD(), 'alice'), '');
      chownSync(join(optOutD(), 'alice'), NOBODYS, 0);
      expect((await findingsOf(good)).filter((one) => one.startsWith('root'))).toEqual([
        `root warning optout.d/alice: the system has no name for its owner, user number ${NOBODYS}, so it hides whoever it is named after`,
      ]);
    });

    it('that a copy has lost', async () => {
      writeFileSync(join(optOutD(), 'games'), '');
      const out = { games: { by: 'folder', uid: 5 } } as const;
      await writeOptOutState(good.hammer, { ...noOptOuts('hammer'), out });
      expect(await findingsOf(good)).toEqual([
        'root warning optout.d/games: it belongs to user number 0, not to whom it is named after: they stay out while it is there',
      ]);
    });
  });
});
