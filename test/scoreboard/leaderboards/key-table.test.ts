import { describe, expect, it } from 'vitest';
import { KeyTable } from '../../../src/scoreboard/leaderboards/key-table.ts';

const numberOf = (keys: KeyTable, text: string): number => {
  const bytes = Buffer.from(`["${text}",1]`);
  return keys.numberOf(bytes, 2, bytes.lastIndexOf('"'));
};

describe('C6 numbers for users in their accounts', () => {
  it('come in the order of the first meeting, and again', () => {
    const keys = new KeyTable();
    const texts = ['ann","lab', 'ann","class', 'bob","lab', 'ann","lab', 'bob","lab'];
    expect(texts.map((text) => numberOf(keys, text))).toEqual([0, 1, 2, 0, 2]);
    expect([keys.size, keys.nameAt(1), keys.nameAt(2)]).toEqual([
      3,
      { user: 'ann', account: 'class' },
      { user: 'bob', account: 'lab' },
    ]);
  });

  it('are the same for a key of the totals', () => {
    const keys = new KeyTable();
    expect(numberOf(keys, 'ann","')).toBe(keys.numberOfKey('ann\t'));
    expect(keys.numberOfKey('o"n\\\tü')).toBe(1);
    expect(keys.nameAt(1)).toEqual({ user: 'o"n\\', account: 'ü' });
  });

  it('stay apart and stay the same while the table grows', () => {
    const keys = new KeyTable();
    const texts = Array.from(
      { length: 5000 },
      (_, index) => `user${index % 2500}","account${Math.floor(index / 2500)}`,
    );
    expect(texts.map((text) => numberOf(keys, text))).toEqual(texts.map((_, index) => index));
    expect(numberOf(keys, 'user2499","account1')).toBe(4999);
    expect(keys.size).toBe(5000);
  });
});
