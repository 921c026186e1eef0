import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { realFileOperations } from '../../../src/platform/file-operations.ts';
import { removeOldLogs } from '../../../src/scoreboard/poll/poll-log.ts';
import { emptyFolder } from '../place.ts';

const NOW = Date.parse('2026-03-01T00:00:00Z') / 1000;

describe('old logs', () => {
  const remove = (logs: string, [nowSeconds, newestSeconds] = [NOW, NOW]) =>
    removeOldLogs({ layout: { logs }, ops: realFileOperations, keepMonths: 3, nowSeconds, newestSeconds });

  it('of months before those that are kept are removed, over the end of a year; all else stays', async () => {
    const logs = emptyFolder();
    const kept = ['poll-2025-12.jsonl', 'poll-2026-03.jsonl', 'poll-2027-01.jsonl', 'notes.txt', 'poll-old.jsonl'];
    for (const name of [...kept, 'poll-2025-11.jsonl', 'poll-2024-01.jsonl']) writeFileSync(join(logs, name), '');
    expect(await remove(logs)).toEqual(['poll-2024-01.jsonl', 'poll-2025-11.jsonl']);
    expect(readdirSync(logs).sort()).toEqual([...kept].sort());
    expect(await remove(logs)).toEqual([]);
  });

  it('are none of a cluster whose clock is ahead, or that has counted nothing', async () => {
    const logs = emptyFolder();
    for (const month of ['2025-12', '2026-01', '2026-02', '2026-03'])
      writeFileSync(join(logs, `poll-${month}.jsonl`), '');
    expect(await remove(logs, [NOW + 400 * 86_400, NOW])).toEqual([]);
    expect(await remove(logs, [NOW, 0])).toEqual([]);
  });

  it('are none where there is no folder; a folder of such a name stays', async () => {
    expect(await remove(join(emptyFolder(), 'logs'))).toEqual([]);
    const logs = emptyFolder();
    mkdirSync(join(logs, 'poll-2025-01.jsonl'));
    expect(await remove(logs)).toEqual([]);
    expect(readdirSync(logs)).toEqual(['poll-2025-01.jsonl']);
  });
});
