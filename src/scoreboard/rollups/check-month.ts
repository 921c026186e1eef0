import { type Day, dayStart, type Month } from '../../domain/calendar.ts';
import { namedCounters } from '../../domain/counters.ts';
import { openJson } from '../../platform/checked-json.ts';
import { readOrSaySync } from '../../platform/read-or-say-sync.ts';
import { decodeFilter } from '../dedupe/filter-file.ts';
import type { MonthFault } from './damaged-month-error.ts';
import { isStrangersFilter } from './filter-owner.ts';
import { foreignDay, ofAnother } from './of-another.ts';
import { dailyRollupSchema, monthlyRollupSchema, totalsOf } from './rollup-files.ts';
import type { ClusterLayout } from './root-layout.ts';
import { addAll, type Totals } from './totals.ts';

/** What the three files of a month are worth. */
export type MonthCheck = {
  /** What is wrong with each, and where they do not agree; none for a month that is whole, or of which nothing is there. */
  readonly faults: readonly MonthFault[];
  /** The most jobs that any file that can be read knows of; null when none can. */
  readonly knownJobs: number | null;
  /** Epoch seconds of its first day with runs; null when the days cannot be read. */
  readonly firstDay: number | null;
  /** `strangers`: there are files, and all of them are whole, but of other months or clusters; `own`: any other file. */
  readonly holds: 'nothing' | 'strangers' | 'own';
};

/** Whose month. */
export type MonthPlace = { readonly layout: ClusterLayout; readonly cluster: string; readonly month: Month };

type Found = {
  readonly totals: Totals | null;
  readonly jobs: number | null;
  readonly days?: readonly string[];
  readonly fault: MonthFault | null;
  /** True: it is whole, but of another month or cluster. */
  readonly isStranger?: boolean;
};

/**
 * Opens a month's files whole and holds them against each other: the month is the sum of its days, and the filter holds
 * as many runs. Throws what the file system says beside that a file is not there.
 */
export function checkMonth(place: MonthPlace): MonthCheck {
  const { layout, month } = place;
  const monthly = readRollup(place, layout.monthly(month), (bytes) => {
    const read = openJson(bytes, monthlyRollupSchema);
    return read.ok ? { ...read, totals: totalsOf(read.value.rows), days: [] } : read;
  });
  const daily = readRollup(place, layout.daily(month), (bytes) => {
    const read = openJson(bytes, dailyRollupSchema);
    if (!read.ok) return read;
    const totals: Totals = new Map();
    for (const rows of Object.values(read.value.days)) addAll(totals, totalsOf(rows));
    return { ...read, totals, days: Object.keys(read.value.days) };
  });
  const filter = readFilter(place);
  const found = [monthly, daily, filter];
  const counts = found.flatMap(({ jobs }) => (jobs === null ? [] : [jobs]));
  const isNothing = found.every(({ fault }) => fault?.fault === 'missing');
  const faults = isNothing ? [] : found.flatMap(({ fault }) => fault ?? []);
  return {
    faults: faults.length > 0 ? faults : disagreements(place, { monthly, daily, filter }),
    knownJobs: counts.length === 0 ? null : Math.max(...counts),
    firstDay: firstDayOf(daily),
    holds: isNothing ? 'nothing' : isStrangers(found) ? 'strangers' : 'own',
  };
}

function isStrangers(found: readonly Found[]): boolean {
  return found.every(({ fault, isStranger }) => fault?.fault === 'missing' || isStranger === true);
}

type Opened =
  | { ok: true; value: { cluster: string; month: string }; totals: Totals; days: readonly string[] }
  | { ok: false; fault: string; detail: string };

function readRollup(place: MonthPlace, path: string, open: (bytes: Buffer) => Opened): Found {
  const { cluster, month } = place;
  const broken = (fault: MonthFault['fault'], detail: string): Found => ({
    totals: null,
    jobs: null,
    fault: { cluster, month, path, fault, detail },
  });
  const bytes = readOrSaySync(path);
  if (bytes === null) return broken('missing', 'it is not there');
  if (typeof bytes === 'string') return broken('damaged', bytes);
  const read = open(bytes);
  if (!read.ok) return broken(read.fault === 'newer' ? 'newer' : 'damaged', read.detail);
  const { value, totals, days } = read;
  const stranger = ofAnother(value, place);
  if (stranger !== null) return { ...broken('damaged', stranger), isStranger: true };
  const foreign = foreignDay(days, month);
  if (foreign !== null) return broken('damaged', foreign);
  return { totals, jobs: jobsIn(totals), days, fault: null };
}

function readFilter({ layout, cluster, month }: MonthPlace): Found {
  const path = layout.filter(month);
  const bytes = readOrSaySync(path);
  const broken = (fault: MonthFault['fault'], detail: string): Found => ({
    totals: null,
    jobs: null,
    fault: { cluster, month, path, fault, detail },
  });
  if (bytes === null) return broken('missing', 'it is not there');
  if (typeof bytes === 'string') return broken('damaged', bytes);
  const read = decodeFilter(bytes, { cluster, month });
  if (read.ok) return { totals: null, jobs: read.filter.count, fault: null };
  return { ...broken('damaged', read.detail), isStranger: isStrangersFilter(bytes, { cluster, month }) };
}

function disagreements(
  { layout, cluster, month }: MonthPlace,
  { monthly, daily, filter }: Record<'monthly' | 'daily' | 'filter', Found>,
): MonthFault[] {
  const found = (path: string, detail: string): MonthFault => ({ cluster, month, path, fault: 'disagrees', detail });
  if (daily.totals === null || monthly.totals === null) return [];
  const faults: MonthFault[] = [];
  if (!isSame(monthly.totals, daily.totals)) {
    faults.push(found(layout.monthly(month), 'it is not the sum of its days'));
  }
  if (daily.jobs !== filter.jobs) {
    faults.push(found(layout.filter(month), `it holds ${filter.jobs} runs, but the days ${daily.jobs}`));
  }
  return faults;
}

function firstDayOf({ days = [] }: Found): number | null {
  const first = [...days].sort()[0];
  return first === undefined ? null : dayStart(first as Day);
}

function isSame(a: Totals, b: Totals): boolean {
  return a.size === b.size && [...a].every(([key, row]) => b.get(key)?.join() === row.join());
}

/** How many jobs totals hold. */
export function jobsIn(totals: Totals): number {
  return [...totals.values()].reduce((sum, row) => sum + namedCounters(row).jobs, 0);
}
