import { describe, expect, it } from 'vitest';
import { sealJson } from '../../../../src/platform/checked-json.ts';
import { firstDiscovery } from '../../../../src/scoreboard/discovery/discovery-file.ts';
import { at, findingsOf, type GoodRoot, goodRoot, NOON, place } from './good-root.ts';

const putDiscovery = ({ hammer }: GoodRoot, changes: object): void =>
  place(hammer.discovery, sealJson(JSON.stringify({ ...firstDiscovery('hammer'), ...changes })));
const DISCOVERY = 'hammer warning clusters/hammer/state/discovery.json: ';

describe('C4 C11 finding users', () => {
  it.each([
    ['nobody found yet', {}, []],
    [
      'homes that cannot be looked at',
      { home: { folder: '/home', mtime_ms: null, began_ms: null, after: '', fault: 'there is no such folder' } },
      [`${DISCOVERY}no home can be looked at in /home: there is no such folder`],
    ],
    [
      'the same of a folder that is no longer the setting',
      { home: { folder: '/old', mtime_ms: null, began_ms: null, after: '', fault: 'there is no such folder' } },
      [],
    ],
    [
      'accounting that does not tell',
      { accounting: { asked_at: at(NOON), users: null, fault: 'no connection' } },
      [`${DISCOVERY}accounting did not tell its users: no connection`],
    ],
    [
      'a call for users that failed',
      { trouble: { at: at(NOON), detail: 'sacct: refused' } },
      [`${DISCOVERY}asking for new users failed at 2026-09-15T12:00:00Z: sacct: refused`],
    ],
    ['another cluster’s file', { cluster: 'bell' }, [`${DISCOVERY}it is of bell`]],
    [
      'a file without a field',
      { users: undefined },
      [`${DISCOVERY}it is damaged: users: Invalid input: expected array, received undefined`],
    ],
    [
      'a later version’s file',
      { schema_version: 2 },
      ['hammer error clusters/hammer/state/discovery.json: it was written by a newer slurm-sb (schema_version 2)'],
    ],
  ])('%s', async (_, changes, expected) => {
    const good = await goodRoot(NOON, { discovery: 'true', home_folder: '/home' });
    putDiscovery(good, changes);
    expect(await findingsOf(good)).toEqual(expected);
  });
});
