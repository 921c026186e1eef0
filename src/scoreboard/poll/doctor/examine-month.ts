import type { z } from 'zod';
import type { Month } from '../../../domain/calendar.ts';
import { namedCounters } from '../../../domain/counters.ts';
import { type Checked, readCheckedJson } from '../../../platform/checked-json.ts';
import { readReplaceable } from '../../../platform/read-replaceable.ts';
import { decodeFilter, type FilterRead } from '../../dedupe/filter-file.ts';
import { foreignDay, ofAnother } from '../../rollups/of-another.ts';
import { dailyRollupSchema, monthlyRollupSchema, totalsOf } from '../../rollups/rollup-files.ts';
import { addAll, type Totals } from '../../rollups/totals.ts';
import type { ClusterLook } from './cluster-look.ts';
import { describeDifference } from './describe-difference.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { findFilterFaults } from './find-filter-faults.ts';
import { findMixedSettings } from './find-mixed-settings.ts';
import type { MonthPlace } from './month-place.ts';
import { restoreMonth, USE_NEWER } from './remedies.ts';

/** What is wrong with a month's files: each by itself, and one against another. */
export type MonthExamination = {
  readonly alone: readonly DoctorFinding[];
  /** These mean nothing when a commit came in between. */
  readonly together: readonly DoctorFinding[];
  /** When the month's rollup was made, epoch milliseconds; null when that cannot be read. */
  readonly asofMs: number | null;
};

type MonthFiles = {
  readonly monthly: Checked<z.infer<typeof monthlyRollupSchema>>;
  readonly daily: Checked<z.infer<typeof dailyRollupSchema>>;
  /** Null: it is not there. */
  readonly filter: FilterRead | null;
};

/** Opens and checks the three files of a month (spec T6). Throws what the file system says. */
export async function examineMonth(look: ClusterLook, month: Month): Promise<MonthExamination> {
  const { cluster, layout } = look;
  const bytes = await readReplaceable(layout.filter(month));
  const files: MonthFiles = {
    monthly: await readCheckedJson(layout.monthly(month), monthlyRollupSchema),
    daily: await readCheckedJson(layout.daily(month), dailyRollupSchema),
    filter: bytes === null ? null : decodeFilter(bytes, { cluster, month }),
  };
  const place = { look, month, remedy: restoreMonth(look, month) };
  const { monthly } = files;
  return {
    alone: [
      ...rollupFaults(place, files.monthly, layout.monthly(month)),
      ...rollupFaults(place, files.daily, layout.daily(month)),
      ...findFilterFaults(place, files.filter),
      ...(monthly.ok ? findMixedSettings(look, monthly.value.settings, layout.monthly(month)) : []),
    ],
    together: [...missingFiles(place, files), ...disagreements(place, files)],
    asofMs: monthly.ok ? Date.parse(monthly.value.asof) : null,
  };
}

type Rollup = { readonly cluster: string; readonly month: string; readonly days?: Readonly<Record<string, unknown>> };

function rollupFaults({ look, month, remedy }: MonthPlace, read: Checked<Rollup>, file: string): DoctorFinding[] {
  const { cluster } = look;
  const found = (what: string, how = remedy): DoctorFinding[] => [{ cluster, level: 'error', file, what, remedy: how }];
  if (!read.ok) {
    if (read.fault === 'missing') return [];
    return read.fault === 'newer' ? found(read.detail, USE_NEWER) : found(`it is damaged: ${read.detail}`);
  }
  const { value } = read;
  const fault = ofAnother(value, { cluster, month }) ?? foreignDay(Object.keys(value.days ?? {}), month);
  return fault === null ? [] : found(fault);
}

function missingFiles({ look, month, remedy }: MonthPlace, { monthly, daily, filter }: MonthFiles): DoctorFinding[] {
  const { cluster, layout } = look;
  const isMissing = (read: Checked<unknown>): boolean => !read.ok && read.fault === 'missing';
  const found = (file: string, what: string): DoctorFinding => ({ cluster, level: 'error', file, what, remedy });
  if (isMissing(monthly) && isMissing(daily)) {
    return [
      found(layout.filter(month), 'there is a filter but no rollup: its jobs count as seen, but are in no total'),
    ];
  }
  const findings: DoctorFinding[] = [];
  if (isMissing(monthly)) findings.push(found(layout.monthly(month), 'it is not there, but the days of the month are'));
  if (isMissing(daily))
    findings.push(found(layout.daily(month), 'it is not there, but the month is: poll stops at it'));
  if (filter === null) {
    const what = 'it is not there, but the month is: jobs could be counted twice, so poll stops at it';
    findings.push(found(layout.filter(month), what));
  }
  return findings;
}

function disagreements({ look, month, remedy }: MonthPlace, { monthly, daily, filter }: MonthFiles): DoctorFinding[] {
  const { cluster, layout } = look;
  const findings: DoctorFinding[] = [];
  const add = (file: string, what: string): void => {
    findings.push({ cluster, level: 'error', file, what, remedy });
  };
  const ofMonth = monthly.ok ? totalsOf(monthly.value.rows) : null;
  const ofDays = daily.ok ? sumOfDays(Object.values(daily.value.days).map(totalsOf)) : null;
  const difference = ofMonth === null || ofDays === null ? null : describeDifference(ofMonth, ofDays);
  if (difference !== null) add(layout.monthly(month), `it is not the sum of its days: ${difference}`);
  const counted = ofDays ?? ofMonth;
  if (counted !== null && filter?.ok === true && jobsIn(counted) !== filter.filter.count) {
    add(layout.filter(month), `it holds ${filter.filter.count} runs, but the rollup ${jobsIn(counted)}`);
  }
  return findings;
}

function sumOfDays(days: readonly Totals[]): Totals {
  const sum: Totals = new Map();
  for (const day of days) addAll(sum, day);
  return sum;
}

function jobsIn(totals: Totals): number {
  return [...totals.values()].reduce((sum, row) => sum + namedCounters(row).jobs, 0);
}
