import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Day, Month } from '../../../src/domain/calendar.ts';
import { namedCounters } from '../../../src/domain/counters.ts';
import { runIngest } from '../../../src/scoreboard/poll/run-ingest.ts';
import { rollupReader } from '../../../src/scoreboard/rollups/rollup-reader.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { splitKey, type Totals } from '../../../src/scoreboard/rollups/totals.ts';
import { expectedTotals, GOLDEN_CLUSTERS, type GoldenRow, goldenFile } from '../../golden/expected-totals.ts';
import { handClock, quietSurroundings, rootWith } from '../place.ts';

const zeros = namedCounters([]);

/** Rows as the expected files have them: counters that are 0 named too. */
const full = (rows: readonly GoldenRow[]): unknown[] => rows.map((row) => ({ ...zeros, ...row }));

function named(totals: Totals): unknown[] {
  return [...totals].map(([key, row]) => ({ ...splitKey(key), ...namedCounters(row) }));
}

describe.each(GOLDEN_CLUSTERS)('golden rows of %s', (cluster) => {
  it('P1 to P10, F1: give the counts and totals worked out by hand', async () => {
    const expected = expectedTotals(cluster);
    const { root, config } = await rootWith({
      cluster,
      reqmem_without_suffix: expected.settings.reqmem_without_suffix,
    });
    const layout = clusterLayout(root, cluster);
    const report = await runIngest(quietSurroundings(handClock(Date.parse(expected.asof))), {
      config,
      root,
      cluster,
      layout,
      file: goldenFile(`${cluster}.psv`),
      input: Readable.from([]),
      timeZone: 'UTC',
      onReject: () => undefined,
      onProgress: () => undefined,
    });
    const { reasons, unknown_states, ...rows } = report.rows;
    expect({
      ...rows,
      jobs_new: report.jobs.new,
      jobs_seen: report.jobs.seen,
      outside_window: report.jobs.outside_window,
    }).toEqual(expected.counts);
    expect(reasons).toEqual(expected.reasons);
    expect(unknown_states).toEqual(expected.unknown_states);
    const reader = rollupReader(layout);
    expect(await reader.months()).toEqual(Object.keys(expected.months));
    for (const [month, rowsOfMonth] of Object.entries(expected.months)) {
      const monthly = await reader.monthly(month as Month);
      expect(monthly.ok && named(monthly.value), month).toEqual(full(rowsOfMonth));
      const daily = await reader.daily(month as Month);
      const days = Object.entries(expected.days).filter(([day]) => day.startsWith(month));
      expect(daily.ok && [...daily.value.keys()], month).toEqual(days.map(([day]) => day));
      for (const [day, rowsOfDay] of days) {
        expect(daily.ok && named(daily.value.get(day as Day) ?? new Map()), day).toEqual(full(rowsOfDay));
      }
    }
  });
});
