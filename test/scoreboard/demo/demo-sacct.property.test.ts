import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteSize } from '../../../src/domain/byte-size.ts';
import { parseCpuTime } from '../../../src/domain/duration.ts';
import { parseJobId } from '../../../src/domain/job-id.ts';
import { parseJobState } from '../../../src/domain/job-state.ts';
import { parseReqMem } from '../../../src/domain/req-mem.ts';
import { gpuCount, tresValue } from '../../../src/domain/tres.ts';
import { wallClockIn } from '../../../src/domain/wall-clock.ts';
import { demoClusters } from '../../../src/scoreboard/demo/demo-clusters.ts';
import { wallTextIn } from '../../../src/scoreboard/demo/wall-text.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { askDemo, endedLines } from './ask-demo.ts';

/** 2026-11-20 12:00:00 UTC; a week of October lies within the history. */
const NOW = 1_795_176_000;
const CLUSTERS = demoClusters(42, NOW);
const START = 1_791_000_000;
const WEEK = 604_800;

describe('S5 windows', () => {
  it('any split into windows one after another gives the same rows', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: START + 1, max: START + WEEK - 1 }), { maxLength: 12 });
    const steps = fc.constantFrom([], ['-X']);
    fc.assert(
      fc.property(cuts, fc.constantFrom(...CLUSTERS), steps, (inner, cluster, more) => {
        const whole = endedLines(cluster, [START, START + WEEK - 1], more);
        const edges = [START, ...inner.toSorted((a, b) => a - b), START + WEEK];
        const parts = edges.slice(1).flatMap((until, index) => endedLines(cluster, [edges[index]!, until - 1], more));
        expect(whole.length).toBeGreaterThan(100);
        expect(parts.toSorted()).toEqual(whole.toSorted());
      }),
      { numRuns: 25 },
    );
  });

  it('a window that overlaps another repeats exactly the rows that ended in both', () => {
    const second = fc.integer({ min: START, max: START + WEEK });
    fc.assert(
      fc.property(fc.tuple(second, second, second), fc.constantFrom(...CLUSTERS), (times, cluster) => {
        const [a, b, c] = times.toSorted((x, y) => x - y) as [number, number, number];
        const more = ['-X', '-o', 'JobID,Submit,End'];
        const left = new Set(endedLines(cluster, [a, b], more));
        const right = endedLines(cluster, [b, c], more);
        expect(right.filter((line) => left.has(line)).every((line) => line.endsWith(`|${b}`))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('what runs at a second is what a query of that second shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: START, max: START + WEEK }), fc.constantFrom(...CLUSTERS), (second, cluster) => {
        const asked = (start: number, end: number) =>
          askDemo(cluster, [
            '-anPXD',
            '-s',
            'R',
            '-S',
            `uts${start}`,
            '-E',
            `uts${end}`,
            '-o',
            'JobID,Submit,Start,End',
          ])
            .split('\n')
            .slice(0, -1);
        const ran = asked(START, START + WEEK).filter((line) => {
          const [, , start, end] = line.split('|').map(Number);
          return start! <= second && end! >= second;
        });
        expect(asked(second, second).toSorted()).toEqual(ran.toSorted());
      }),
      { numRuns: 15 },
    );
  });
});

/** A row as the scoreboard's own readers see it; null where one of them cannot. */
function readRow(line: string): Record<string, string> | null {
  const cells = line.split('|');
  const row = Object.fromEntries(ALL_COLUMNS.map((name, index) => [name, cells[index] ?? '']));
  const context = {
    cpus: Number(row.AllocCPUS),
    nodes: Number(row.NNodes),
    base: 1024,
    withoutSuffix: 'per-job',
  } as const;
  const readable =
    cells.length === ALL_COLUMNS.length &&
    parseJobId(row.JobID!) !== null &&
    parseJobState(row.State!).kind === 'ended' &&
    parseReqMem(row.ReqMem!, context).ok &&
    gpuCount(row.AllocTRES!) !== null &&
    parseCpuTime(row.TotalCPU!) !== null &&
    [row.MaxRSS!, row.AveRSS!].every((size) => size === '' || parseByteSize(size, 1024) !== null);
  return readable ? row : null;
}

describe.each(CLUSTERS)('P1 rows of $name', (cluster) => {
  const rows = endedLines(cluster, [START, START + WEEK], ['-o', ALL_COLUMNS.join(',')]).map(readRow);
  const known = rows.filter((row) => row !== null);

  it('can all be read by the scoreboard’s readers', () => {
    expect(rows.length).toBeGreaterThan(500);
    expect(known.length).toBe(rows.length);
  });

  it('steps follow their job, which has the user', () => {
    let job = '';
    for (const row of known) {
      const id = parseJobId(row.JobID!)!;
      if (id.kind === 'job') job = id.job;
      expect([id.job, row.User === '']).toEqual([job, id.kind === 'step']);
    }
  });

  it('ElapsedRaw is End - Start, but for the few that were suspended', () => {
    const started = known.filter((row) => row.Start !== 'None');
    const off = started.filter((row) => Number(row.End) - Number(row.Start) !== Number(row.ElapsedRaw));
    expect(off.filter((row) => Number(row.End) - Number(row.Start) < Number(row.ElapsedRaw))).toEqual([]);
    expect(off.length / started.length).toBeLessThan(0.02);
  });

  it('AllocTRES agrees with AllocCPUS, NNodes and ReqMem; who never started has none', () => {
    for (const row of known) {
      if (row.Start === 'None') {
        expect([row.AllocTRES, row.AllocCPUS, row.ElapsedRaw]).toEqual(['', '0', '0']);
        continue;
      }
      expect([tresValue(row.AllocTRES!, 'cpu'), tresValue(row.AllocTRES!, 'node')]).toEqual([
        row.AllocCPUS,
        row.NNodes,
      ]);
      if (row.ReqMem !== '') expect(tresValue(row.AllocTRES!, 'mem')).toBe(row.ReqMem);
    }
  });

  it('P8 a step’s tasks use no more than its total, in the mean not more than the greatest', () => {
    for (const row of known.filter(({ MaxRSS }) => MaxRSS !== '')) {
      const [most, mean] = [row.MaxRSS!, row.AveRSS!].map((size) => parseByteSize(size, 1024)!) as [number, number];
      const total = parseByteSize(tresValue(row.TRESUsageInTot!, 'mem') ?? '', 1024) ?? 0;
      expect(mean).toBeLessThanOrEqual(most);
      expect(most).toBeLessThanOrEqual(total);
    }
  });
});

describe('C14 wall clock', () => {
  it('what is printed is read back, but for the hour that comes twice', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');
    fc.assert(
      fc.property(zones, fc.integer({ min: 1_577_836_800, max: 1_900_000_000 }), (zone, second) => {
        const text = wallTextIn(zone)(second);
        const read = wallClockIn(zone)(text)!;
        expect([second, second - 3600]).toContain(read);
        expect(wallTextIn(zone)(read)).toBe(text);
      }),
    );
  });
});
