import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  addToHistory,
  type HistoryEvent,
  readHistory,
  replacedAtMs,
  versionBefore,
} from '../../../src/scoreboard/deploy/history.ts';
import { emptyFolder } from '../place.ts';

/** Events an hour apart, written `from>to`, with `!` at the end for a rollback. */
function history(...moves: string[]): HistoryEvent[] {
  return moves.map((move, hour) => {
    const [from = '', to = ''] = move.replace('!', '').split('>');
    const at = new Date(Date.UTC(2026, 9, 1, hour)).toISOString();
    const action = move.endsWith('!') ? 'rollback' : 'deploy';
    return { at, action, to, from: from === '' ? null : from, by: 'maint', host: 'login1' };
  });
}

/** A sentence, what happened, what is in force, where `--rollback` goes. */
const ROWS: [string, string[], string, string | null][] = [
  ['the first version', ['>a'], 'a', null],
  ['an upgrade', ['>a', 'a>b'], 'b', 'a'],
  ['after a rollback: further back', ['>a', 'a>b', 'b>c', 'c>b!'], 'b', 'a'],
  ['a deploy after a rollback', ['>a', 'a>b', 'b>a!', 'a>c'], 'c', 'a'],
  ['a switch that was noted but never came', ['>a', 'a>b', 'b>c'], 'b', 'a'],
  ['the same version deployed twice, from two others', ['>a', 'a>b', 'b>a', 'a>c', 'c>b'], 'b', 'c'],
  ['nothing is known', [], 'a', null],
];

test.each(ROWS)('I2 --rollback: %s', (_, moves, current, before) => {
  expect(versionBefore(history(...moves), current)).toBe(before);
});

test('I2 a version was replaced when it was last left, by whatever', () => {
  const events = history('>a', 'a>b', 'b>a!', 'a>b');
  expect(replacedAtMs(events, 'a')).toBe(Date.UTC(2026, 9, 1, 3));
  expect(replacedAtMs(events, 'b')).toBe(Date.UTC(2026, 9, 1, 2));
  expect(replacedAtMs(events, 'c')).toBeNull();
});

describe('I2 the file', () => {
  test('keeps the events in their order; a line that cannot be read is left out and stays', async () => {
    const path = join(emptyFolder(), 'versions/history.jsonl');
    const [one, two] = history('>a', 'a>b') as [HistoryEvent, HistoryEvent];
    expect(await readHistory(path)).toEqual([]);
    await addToHistory(path, one);
    writeFileSync(path, 'noise\n{"to":"x"}\n', { flag: 'a' });
    await addToHistory(path, two);
    expect(await readHistory(path)).toEqual([one, two]);
  });

  test('what else is there is no history', async () => {
    const path = join(emptyFolder(), 'history.jsonl');
    mkdirSync(path);
    await expect(readHistory(path)).rejects.toThrow('EISDIR');
  });
});
