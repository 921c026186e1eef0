import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildBoards } from '../../../src/scoreboard/leaderboards/build-boards.ts';
import { readBoard } from '../../../src/scoreboard/leaderboards/read-board.ts';
import { scrubBoards } from '../../../src/scoreboard/leaderboards/scrub-boards.ts';
import { readShownBoard, shownBoard } from '../../../src/scoreboard/leaderboards/shown-board.ts';
import { makePseudonymKey } from '../../../src/scoreboard/privacy/pseudonym-key.ts';
import { pseudonymOf } from '../../../src/scoreboard/privacy/pseudonyms.ts';
import { NAMES_SHOWN } from '../place.ts';
import { ASOF, fivePeople } from './five-people.ts';

const NOBODY = { hidden: new Set<string>(), pseudonyms: false };
let root = '';
beforeEach(async () => {
  root = await fivePeople();
});
afterEach(() => rmSync(root, { recursive: true }));

const place = () => ({ root, cluster: 'ALL', window: '30d', by: 'user' }) as const;
const namesOf = (reading: Awaited<ReturnType<typeof readBoard>>): string[] | string =>
  !reading.ok ? reading.text : reading.board.by === 'user' ? reading.board.users.map(({ user }) => user) : [];

describe('F6 a board as it may be shown', () => {
  it('without who has opted out; ranks stay', async () => {
    const read = await readBoard(place());
    expect(namesOf(shownBoard(read, NOBODY))).toContain('bob');
    const shown = shownBoard(read, { ...NOBODY, hidden: new Set(['bob']) });
    expect(namesOf(shown)).toEqual(['alice', 'carol', 'dave', 'erin-of-the-very-long-username-indeed']);
    expect(shown.ok && shown.board.by === 'user' && shown.board.users[0]!.ranks.clock_hours).toBe(2);
  });

  it('none with names where there are to be pseudonyms', async () => {
    expect(namesOf(shownBoard(await readBoard(place()), { ...NOBODY, pseudonyms: true }))).toMatch(
      /^the board is from before/,
    );
  });

  it('pseudonyms of who has opted out are hidden at once for whoever may read the key', async () => {
    mkdirSync(join(root, 'config'));
    const key = await makePseudonymKey(root);
    const rules = { minJobs: 3, minAccountPeople: 3 };
    const build = { root, asofSeconds: ASOF, rules, staleAfterSeconds: 7200, fresh: true };
    await buildBoards({ publishedName: (user) => pseudonymOf(key, user), namesKey: 'own' }, build);
    const reader = { ...NAMES_SHOWN, pseudonyms: true };
    expect(namesOf(await readShownBoard(reader, place()))).toContain(pseudonymOf(key, 'bob'));
    writeFileSync(join(root, 'config/optout.txt'), 'bob\n');
    const names = namesOf(await readShownBoard(reader, place()));
    expect(names).toHaveLength(4);
    expect(names).not.toContain(pseudonymOf(key, 'bob'));
  });

  it('none where it cannot be told who has opted out; those by account stay', async () => {
    mkdirSync(join(root, 'config/optout.txt'), { recursive: true });
    expect(namesOf(await readShownBoard(NAMES_SHOWN, place()))).toContain('nobody is shown');
    expect((await readShownBoard(NAMES_SHOWN, { ...place(), by: 'account' })).ok).toBe(true);
  });
});

describe('F6 boards that cannot be made anew', () => {
  it('lose the rows of who has opted out, in every window and cluster; others stay as they are', async () => {
    const accounts = readFileSync(join(root, 'leaderboards/alltime.accounts.json'));
    await scrubBoards(root, { ...NOBODY, hidden: new Set(['bob', 'alice']) });
    for (const folder of ['leaderboards', 'clusters/bell/leaderboards', 'clusters/hammer/leaderboards']) {
      for (const name of ['alltime', 'rolling-30d', 'rolling-365d']) {
        expect(readFileSync(join(root, folder, `${name}.json`), 'utf8')).not.toMatch(/bob|alice/);
      }
    }
    expect(namesOf(await readBoard(place()))).toEqual(['carol', 'dave', 'erin-of-the-very-long-username-indeed']);
    expect(readFileSync(join(root, 'leaderboards/alltime.accounts.json')).equals(accounts)).toBe(true);
  });

  it('are removed where they are broken, as nobody can tell who is in them', async () => {
    writeFileSync(join(root, 'leaderboards/alltime.json'), '{"users":[{"user":"bob"');
    await scrubBoards(root, { ...NOBODY, hidden: new Set(['bob']) });
    expect(await readBoard({ ...place(), window: 'alltime' })).toMatchObject({ ok: false, missing: true });
  });
});
