import { describe, expect, it } from 'vitest';
import { recordSchema } from '../../src/platform/commit-record.ts';

const record = (from: string, to = 'agg/rollups/daily/2026-08.json'): boolean =>
  recordSchema.safeParse({ number: 7, moves: [{ from, to }] }).success;

describe('T2 a record names files below the folder that is committed to, and no others', () => {
  it.each([
    ['a staged file', 'agg/rollups/daily/.2026-08.json.7.0123456789abcdef.staged', true],
    ['a way round that stays inside', 'agg/../state/x', true],
    ['dots in a name', 'agg/..x', true],
    ['the folder above', '../other/state/rate.json', false],
    ['the folder above, later', 'agg/../../other/rate.json', false],
    ['an absolute path', '/etc/passwd', false],
    ['a null', 'agg/x\0y', false],
    ['nothing', '', false],
  ])('%s', (_, path, isGood) => {
    expect([record(path), record('agg/x', path)]).toEqual([isGood, isGood]);
  });
});
