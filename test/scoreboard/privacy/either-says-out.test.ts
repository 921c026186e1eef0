import { describe, expect, it } from 'vitest';
import { eitherSaysOut } from '../../../src/scoreboard/privacy/either-says-out.ts';
import type { OptOutState } from '../../../src/scoreboard/privacy/opt-out-schema.ts';
import { noOptOuts } from '../../../src/scoreboard/privacy/opt-out-state.ts';

const HOME = { by: 'home', uid: null } as const;
const state = (keys: Partial<OptOutState>): OptOutState => ({ ...noOptOuts('bell'), ...keys });
const both = (one: Partial<OptOutState>, other: Partial<OptOutState>): OptOutState[] => [
  eitherSaysOut(state(one), state(other)),
  eitherSaysOut(state(other), state(one)),
];

describe('F6 two files of who has opted out that differ', () => {
  it('who is out in either is out, whichever is read first', () => {
    const list = { by: 'list', uid: null } as const;
    for (const merged of both({ out: { alice: list } }, { out: { carol: HOME } })) {
      expect(merged.out).toEqual({ alice: list, carol: HOME });
    }
  });

  it('a way out that lasts longer wins: a list that is there puts nobody back who is out by a mark', () => {
    const list = { by: 'list', uid: null } as const;
    const folder = { by: 'folder', uid: 7 } as const;
    for (const merged of both({ out: { alice: list, bob: list } }, { out: { alice: HOME, bob: folder } })) {
      expect(merged.out).toEqual({ alice: HOME, bob: folder });
    }
  });

  it.each(['out', 'closed', 'gone'] as const)('an answer of a home that shows nobody wins: %s', (answer) => {
    for (const { homes } of both({ homes: { carol: 'in', bob: 'in' } }, { homes: { carol: answer } })) {
      expect(homes).toEqual({ carol: answer, bob: 'in' });
    }
  });

  it('who waits in either waits, and no answer of the other counts unless it is an opt-out', () => {
    const waits = { never_looked: ['bob', 'carol'], held_back: true };
    for (const merged of both(waits, { homes: { bob: 'in', carol: 'out' } })) {
      expect(merged).toMatchObject({ homes: { carol: 'out' }, never_looked: ['bob'], held_back: true });
      expect(merged.homes.bob).toBeUndefined();
    }
  });

  it('all months are looked through again, and the boards made anew', () => {
    for (const merged of both({ months: { '2026-07': 'x' }, lost: true, stuck: ['a'] }, { months: {}, stuck: ['b'] })) {
      expect(merged).toMatchObject({ months: {}, pending: true, lost: true });
      expect([...merged.stuck].sort()).toEqual(['a', 'b']);
    }
  });
});
