import { readFileSync, rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { examine, findingsOf, type GoodRoot, goodRoot, place } from './good-root.ts';

let good: GoodRoot;
beforeEach(async () => {
  good = await goodRoot();
});

const line = (what: string, level = 'error'): string => `hammer ${level} clusters/hammer/state/health.json: ${what}`;
const error = (at: string) => ({ last_error: { at, message: 'sacct: error:\n  Connection refused' } });

// The good root's last success is 2026-09-15T11:50:00Z; it is noon.
describe('T4 C11 the health of a cluster', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['an error before the last success', error('2026-09-15T11:40:00Z'), []],
    [
      'an error after the last success',
      error('2026-09-15T11:50:01Z'),
      [line('the last poll failed at 2026-09-15T11:50:01Z: sacct: error: Connection refused')],
    ],
    ['a success two hours ago', { last_success: '2026-09-15T10:00:00.000Z' }, []],
    [
      'a success longer ago',
      { last_success: '2026-09-15T09:59:59.000Z' },
      [line('the last good poll was 2 h ago (stale_after_sec is 7200)')],
    ],
    ['no success ever', { last_success: null }, [line('no poll has ever gone well')]],
    [
      'no success but an error',
      { last_success: null, ...error('2026-09-15T11:50:01Z') },
      [
        line('the last poll failed at 2026-09-15T11:50:01Z: sacct: error: Connection refused'),
        line('no poll has ever gone well'),
      ],
    ],
    ['of another cluster', { cluster: 'bell' }, [line('it is the health of bell')]],
    ['not as it should be', { last_success: 'yesterday' }, [line('it cannot be read as a health file', 'warning')]],
  ])('%s', async (_, change, expected) => {
    const health = JSON.parse(readFileSync(good.hammer.health, 'utf8'));
    place(good.hammer.health, JSON.stringify({ ...health, ...change }));
    expect(await findingsOf(good)).toEqual(expected);
  });

  it.each([
    ['ENOSPC: no space left on device, write', /^Make room or raise the quota; /],
    ["EROFS: read-only file system, open 'x'", /^Have its file system looked after/],
    ['/r/clusters/bell/state/opt-outs.json: it is damaged, and its copy', /^Do what doctor says of that file/],
    ['/r/config/pseudonym.key: others may use it', /^Do what doctor says of that file/],
    ['who has opted out cannot be told, so nobody is shown: getent passwd: no answer', /^Have the directory of users/],
    ['sacct: error: slurmdbd', /^Run slurm-sb probe --cluster hammer/],
  ])('after %s: what helps', async (message, remedy) => {
    const health = JSON.parse(readFileSync(good.hammer.health, 'utf8'));
    const last_error = { at: '2026-09-15T11:50:01Z', message };
    place(good.hammer.health, JSON.stringify({ ...health, last_error }));
    expect((await examine(good)).findings.map((finding) => finding.remedy)).toEqual([expect.stringMatching(remedy)]);
  });

  it('that is cut', async () => {
    place(good.hammer.health, readFileSync(good.hammer.health, 'utf8').slice(0, 50));
    expect(await findingsOf(good)).toEqual([line('it cannot be read as a health file', 'warning')]);
  });

  it('that is missing', async () => {
    rmSync(good.hammer.health);
    expect(await findingsOf(good)).toEqual([line('no poll has told how it went', 'warning')]);
  });
});
