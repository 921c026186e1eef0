import { describe, expect, it } from 'vitest';
import type { OptOuts } from '../../../src/scoreboard/privacy/read-opt-outs.ts';
import { whoIsOut } from '../../../src/scoreboard/privacy/who-is-out.ts';

const NONE: OptOuts = {
  ...{ listed: new Set<string>(), owners: new Map<number, string>(), nameless: new Set<number>() },
  ...{ claimed: new Map<string, number>(), borne: new Set<string>(), doubtful: [] },
  missing: { list: false, folder: false },
};
const BY_HOME = { alice: { by: 'home', uid: null } } as const;
const BY_FOLDER = { alice: { by: 'folder', uid: 1001 } } as const;
const BY_LIST = { alice: { by: 'list', uid: null } } as const;

describe('F6 who is counted under (opted-out)', () => {
  it('each of the three ways', () => {
    const wishes = { ...NONE, listed: new Set(['carol']), owners: new Map([[1002, 'bob']]) };
    expect(whoIsOut(wishes, { alice: 'out', dave: 'in', erin: 'closed', frank: 'gone' }, {})).toEqual({
      alice: { by: 'home', uid: null },
      bob: { by: 'folder', uid: 1002 },
      carol: { by: 'list', uid: null },
    });
  });

  it.each([
    ['the mark at home was taken away', NONE, { alice: 'in' } as const, BY_HOME, {}],
    ['the home is closed now: as before', NONE, { alice: 'closed' } as const, BY_HOME, BY_HOME],
    ['the home is gone: as before', NONE, { alice: 'gone' } as const, BY_HOME, BY_HOME],
    ['the home is looked into no more: as before', NONE, {}, BY_HOME, BY_HOME],
    ['the file is gone', NONE, {}, BY_FOLDER, {}],
    [
      'the file’s owner has no name any more: as before',
      { ...NONE, nameless: new Set([1001]) },
      {},
      BY_FOLDER,
      BY_FOLDER,
    ],
    [
      'nobody was out, and a file of a number without a name bears this one',
      { ...NONE, nameless: new Set([1001]), claimed: new Map([['alice', 1001]]) },
      {},
      {},
      BY_FOLDER,
    ],
    [
      'somebody gave the file another name: as before',
      { ...NONE, doubtful: [{ name: 'x', uid: 1001, why: '' }] },
      {},
      BY_FOLDER,
      BY_FOLDER,
    ],
    ['another one’s doubtful file', { ...NONE, doubtful: [{ name: 'x', uid: 7, why: '' }] }, {}, BY_FOLDER, {}],
    [
      'a file of another owner bears their name: as before',
      { ...NONE, owners: new Map([[0, 'root']]), borne: new Set(['alice']) },
      {},
      BY_FOLDER,
      { ...BY_FOLDER, root: { by: 'folder', uid: 0 } },
    ],
    [
      'the folder itself is gone: as before',
      { ...NONE, missing: { list: false, folder: true } },
      {},
      BY_FOLDER,
      BY_FOLDER,
    ],
    ['the list has them no more', NONE, {}, BY_LIST, {}],
    ['there is no list any more: as before', { ...NONE, missing: { list: true, folder: false } }, {}, BY_LIST, BY_LIST],
    ['the list is there, the folder is not', { ...NONE, missing: { list: false, folder: true } }, {}, BY_LIST, {}],
  ])('who was out: %s', (_, wishes, homes, before, after) => {
    expect(whoIsOut(wishes, homes, before)).toEqual(after);
  });
});
