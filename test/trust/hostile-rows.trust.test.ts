import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { HostileRows } from './fuzz/hostile-rows.ts';
import { report, trials } from './trials.ts';

const ROWS = trials({ small: 50_000, full: 1_000_000 });

describe('hostile rows', () => {
  it('spoilt in any way: no crash, counts that add up, whole rows between them counted exactly, flat memory', () => {
    const script = join(import.meta.dirname, 'fuzz/hostile-rows.ts');
    const out = execFileSync(process.execPath, [script, String(ROWS)], { encoding: 'utf8' });
    const { spoilt, rows, jobs, rejected, lost, doubled, digest, warm, end }: HostileRows = JSON.parse(out);
    const [heap, rss] = [`${Math.round(warm.heap)} MB`, Math.round(warm.rss)];
    report({
      fault: 'hostile rows, in the pipeline',
      trials: spoilt,
      lost,
      doubled,
      note: `${rejected} of ${rows} rows rejected, ${jobs} jobs; heap ${heap} after a tenth, ${Math.round(end.heap)} MB at the end (resident ${rss} and ${Math.round(end.rss)}); digest ${digest}`,
    });
    expect([spoilt, lost, doubled]).toEqual([ROWS, 0, 0]);
    // Ten times as much is to need no more than what the collector leaves about.
    expect(end.heap).toBeLessThan(warm.heap * 1.1 + 10);
    expect(end.rss).toBeLessThan(warm.rss * 1.25 + 10);
  });
});
