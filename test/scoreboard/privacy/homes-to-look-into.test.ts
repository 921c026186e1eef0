import { describe, expect, it } from 'vitest';
import { homesToLookInto } from '../../../src/scoreboard/privacy/homes-to-look-into.ts';

const KNOWN = new Set(['e', 'd', 'c', 'b', 'a']);
const LOOKED = { a: 'in', b: 'in', c: 'closed', d: 'in', e: 'gone' } as const;

describe('whose homes a tick looks into', () => {
  it.each([
    [
      'all are new: all of them, whatever the limit',
      {},
      '',
      { perTick: 2, freshOnly: false },
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['the first turn', LOOKED, '', { perTick: 2, freshOnly: false }, ['a', 'b']],
    ['the next one goes on', LOOKED, 'b', { perTick: 2, freshOnly: false }, ['c', 'd']],
    ['round the end', LOOKED, 'd', { perTick: 3, freshOnly: false }, ['e', 'a', 'b']],
    ['behind the last it begins again', LOOKED, 'e', { perTick: 1, freshOnly: false }, ['a']],
    ['nobody twice', LOOKED, 'b', { perTick: 9, freshOnly: false }, ['c', 'd', 'e', 'a', 'b']],
    ['new ones first', { a: 'in', b: 'in', c: 'in' } as const, 'a', { perTick: 3, freshOnly: false }, ['d', 'e', 'b']],
    ['new ones only', { a: 'in', b: 'in', c: 'in' } as const, 'a', { perTick: 3, freshOnly: true }, ['d', 'e']],
    ['none', {}, '', { perTick: 0, freshOnly: false }, []],
  ])('%s', (_, homes, next_home, limits, users) => {
    expect(homesToLookInto(KNOWN, { homes, next_home, stuck: [] }, limits)).toEqual(users);
  });

  it('those whose homes did not answer come behind the new ones, two a tick, and not before publishing', () => {
    const { e, ...looked } = LOOKED;
    const known = { homes: { d: e }, next_home: '', stuck: ['c', 'a', 'b', 'gone-meanwhile'] };
    expect(homesToLookInto(KNOWN, known, { perTick: 9, freshOnly: false })).toEqual(['e', 'c', 'a', 'd']);
    expect(homesToLookInto(KNOWN, known, { perTick: 9, freshOnly: true })).toEqual(['e']);
    expect(homesToLookInto(KNOWN, { ...known, homes: looked }, { perTick: 1, freshOnly: true })).toEqual(['e']);
  });
});
