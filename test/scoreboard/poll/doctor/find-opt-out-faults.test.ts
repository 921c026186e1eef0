import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOptOutState } from '../../../../src/scoreboard/privacy/opt-out-state.ts';
import { makePseudonymKey } from '../../../../src/scoreboard/privacy/pseudonym-key.ts';
import { findingsOf, type GoodRoot, goodRoot } from './good-root.ts';

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
    await writeOptOutState(file, {
      ...{ schema_version: 1, kind: 'opt-outs', next_home: '', months: {}, pending: false },
      ...{ out: {}, homes: {} },
    });
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
    for (const word of ['\u200bbob', '*', 'stud*', '/home/bob', 'users:', '- bob', '[bob]', 'b'.repeat(256)]) {
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
    await writeOptOutState(join(good.hammer.state, 'opt-outs.json'), {
      ...{ schema_version: 1, kind: 'opt-outs', next_home: '', months: {}, pending: false },
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
});
