import { describe, expect, it } from 'vitest';
import { DigestSet } from '../../../src/scoreboard/dedupe/digest-set.ts';
import { exactRepeats, repeatsAmong, suspectRepeats } from '../../../src/scoreboard/dedupe/repeats.ts';
import { digestOf } from '../../../src/scoreboard/records/digest.ts';

describe('the exact set', () => {
  it('holds what was added and nothing else, over its growth', () => {
    const set = new DigestSet();
    for (let id = 0; id < 20_000; id++) expect(set.add(digestOf(`${id}|1`))).toBe(true);
    for (let id = 0; id < 20_000; id++) expect(set.add(digestOf(`${id}|1`))).toBe(false);
    expect(set.size).toBe(20_000);
    for (let id = 0; id < 20_000; id++) if (set.has(digestOf(`${id}|2`))) throw new Error(`${id} was never added`);
  });

  it('holds a digest of zeros, and tells apart those that differ late', () => {
    const set = new DigestSet();
    const zeros = new Uint32Array(4);
    const other = new Uint32Array(4);
    other[3] = 1;
    expect([set.has(zeros), set.add(zeros), set.has(zeros), set.has(other)]).toEqual([false, true, true, false]);
  });
});

describe('D3: repeats within a unit', () => {
  const twice = ['a', 'b', 'a', 'c', 'b', 'a'].map((name) => digestOf(name));

  it('are found exactly in an answer', () => {
    const finder = exactRepeats();
    expect(twice.map((digest) => finder.isRepeat(digest))).toEqual([false, false, true, false, true, true]);
  });

  it('are suspected in the first reading of a file and found exactly in the second', () => {
    const suspects = new DigestSet();
    const first = suspectRepeats(suspects, 4);
    expect(twice.map((digest) => first.isRepeat(digest))).toEqual([false, false, false, false, false, false]);
    expect(suspects.size).toBe(2);
    const second = repeatsAmong(suspects);
    expect(twice.map((digest) => second.isRepeat(digest))).toEqual([false, false, true, false, true, true]);
  });

  it('are not suspected among 200,000 distinct runs, so that one reading is enough', () => {
    const suspects = new DigestSet();
    const finder = suspectRepeats(suspects, 200_000);
    for (let id = 0; id < 200_000; id++) finder.isRepeat(digestOf(`${id}|9`));
    expect(suspects.size).toBe(0);
  });

  it('are all suspected where there are far more runs than were expected', () => {
    const suspects = new DigestSet();
    const finder = suspectRepeats(suspects, 10);
    for (let id = 0; id < 50_000; id++) finder.isRepeat(digestOf(`${id}|9`));
    expect(suspects.size).toBe(0);
    for (let id = 0; id < 50_000; id += 7) finder.isRepeat(digestOf(`${id}|9`));
    expect(suspects.size).toBe(Math.ceil(50_000 / 7));
  });
});
