import { addMonths, type Day, type Month } from '../../domain/calendar.ts';
import { openJson } from '../../platform/checked-json.ts';
import type { NewFile } from '../../platform/file-set.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { readOrSaySync } from '../../platform/read-or-say-sync.ts';
import { decodeFilter, encodeFilter } from '../dedupe/filter-file.ts';
import { SeenFilter } from '../dedupe/seen-filter.ts';
import type { MonthChange } from './counting-unit.ts';
import { DamagedMonthError } from './damaged-month-error.ts';
import { ofAnother } from './of-another.ts';
import {
  type CountingSettings,
  dailyRollupSchema,
  encodeDaily,
  encodeMonthly,
  monthlyRollupSchema,
  totalsOf,
} from './rollup-files.ts';
import type { ClusterLayout } from './root-layout.ts';
import { addAll, type Totals } from './totals.ts';

/** What is needed to read and write a cluster's months. */
export type MonthFilesParts = {
  readonly layout: ClusterLayout;
  readonly cluster: string;
  readonly settings: CountingSettings;
  readonly filterRate: number;
};

type DaysOfMonth = { readonly days: Map<Day, Totals>; readonly settings: readonly CountingSettings[] };

/** How a month's file of this version begins. */
const OWN_HEAD = '{"schema_version":1,';

/** Room that a new filter leaves for a month with more runs than the one before. */
const GROWTH = 1.2;

/** The day files, month files and filters of one cluster; those of the last commit are kept in memory. */
export class MonthFiles {
  readonly #parts: MonthFilesParts;
  readonly #filters = new Map<Month, SeenFilter>();
  readonly #days = new Map<Month, DaysOfMonth>();
  readonly #encoded = new Map<Month, DaysOfMonth>();

  constructor(parts: MonthFilesParts) {
    this.#parts = parts;
  }

  /**
   * A month's filter; empty for a month of which nothing was counted, with room for so many runs at least. Throws
   * DamagedMonthError.
   */
  filter(month: Month, expectedRuns = 0): SeenFilter {
    let filter = this.#filters.get(month);
    if (filter === undefined) {
      filter = this.#readFilter(month, expectedRuns);
      this.#filters.set(month, filter);
    }
    return filter;
  }

  /** The bytes of a month's three files with a change added. Throws DamagedMonthError. */
  encode(month: Month, change: MonthChange, asof: string): NewFile[] {
    const { layout, cluster, settings } = this.#parts;
    const before = this.#daysOf(month);
    const days = new Map([...before.days].map(([day, totals]) => [day, totals]));
    for (const [day, totals] of change.days) {
      const known = before.days.get(day);
      days.set(day, known === undefined ? totals : sumOf([known, totals]));
    }
    const used = withSettings(before.settings, settings);
    this.#encoded.set(month, { days, settings: used });
    const head = { asof, cluster, month, settings: used };
    return [
      { path: layout.daily(month), bytes: encodeDaily(head, days) },
      { path: layout.monthly(month), bytes: encodeMonthly(head, sumOf([...days.values()])) },
      { path: layout.filter(month), bytes: encodeFilter(change.filter, { cluster, month }) },
    ];
  }

  /** A change of a month that adds nothing. Throws DamagedMonthError. */
  noChange(month: Month): MonthChange {
    const filter = this.filter(month).copy();
    filter.begin();
    return { days: new Map(), filter };
  }

  /** The bytes of a month's file made from its days alone. Throws DamagedMonthError when these are damaged too. */
  encodeMonthlyFromDays(month: Month, asof: string): NewFile {
    const { layout, cluster } = this.#parts;
    const { days, settings } = this.#daysOf(month);
    const bytes = encodeMonthly({ asof, cluster, month, settings }, sumOf([...days.values()]));
    return { path: layout.monthly(month), bytes };
  }

  /** Takes over what was committed and forgets other months. */
  committed(changes: ReadonlyMap<Month, MonthChange>): void {
    this.#filters.clear();
    this.#days.clear();
    for (const [month, change] of changes) {
      this.#filters.set(month, change.filter);
      const days = this.#encoded.get(month);
      if (days !== undefined) this.#days.set(month, days);
    }
    this.#encoded.clear();
  }

  #daysOf(month: Month): DaysOfMonth {
    return this.#days.get(month) ?? this.#readDays(month);
  }

  #readDays(month: Month): DaysOfMonth {
    const { layout, cluster } = this.#parts;
    const path = layout.daily(month);
    const bytes = readOrSaySync(path);
    const monthly = readIfThereSync(layout.monthly(month));
    this.#refuseNewer(month, monthly);
    if (bytes === null) {
      // With its filter alone the month was counted into: what is counted now would be all that its files say.
      if (monthly === null && readIfThereSync(layout.filter(month)) === null) return { days: new Map(), settings: [] };
      throw new DamagedMonthError({ cluster, month, path, fault: 'missing', detail: 'it is not there' });
    }
    if (typeof bytes === 'string') {
      throw new DamagedMonthError({ cluster, month, path, fault: 'damaged', detail: bytes });
    }
    const read = openJson(bytes, dailyRollupSchema);
    if (!read.ok) {
      const fault = read.fault === 'newer' ? 'newer' : 'damaged';
      throw new DamagedMonthError({ cluster, month, path, fault, detail: read.detail });
    }
    const { value } = read;
    const stranger = ofAnother(value, { cluster, month });
    if (stranger !== null) throw new DamagedMonthError({ cluster, month, path, fault: 'damaged', detail: stranger });
    const days = Object.entries(value.days).map(([day, rows]) => [day as Day, totalsOf(rows)] as const);
    return { days: new Map(days), settings: value.settings };
  }

  /** The month's file is made from the days, and so written without being read: but not over one of a newer version. */
  #refuseNewer(month: Month, monthly: Buffer | null): void {
    if (monthly === null || monthly.toString('latin1', 0, OWN_HEAD.length) === OWN_HEAD) return;
    const read = openJson(monthly, monthlyRollupSchema);
    if (read.ok || read.fault !== 'newer') return;
    const path = this.#parts.layout.monthly(month);
    throw new DamagedMonthError({ cluster: this.#parts.cluster, month, path, fault: 'newer', detail: read.detail });
  }

  #readFilter(month: Month, expectedRuns: number): SeenFilter {
    const { layout, cluster, filterRate } = this.#parts;
    const path = layout.filter(month);
    const bytes = readOrSaySync(path);
    if (typeof bytes === 'string') {
      throw new DamagedMonthError({ cluster, month, path, fault: 'damaged', detail: bytes });
    }
    if (bytes !== null) {
      const read = decodeFilter(bytes, { cluster, month });
      if (read.ok) return read.filter;
      throw new DamagedMonthError({ cluster, month, path, fault: read.fault, detail: read.detail });
    }
    if (readIfThereSync(layout.daily(month)) !== null) {
      throw new DamagedMonthError({ cluster, month, path, fault: 'missing', detail: 'it is not there' });
    }
    return new SeenFilter({ firstCapacity: Math.max(expectedRuns, this.#expectedRuns(month)), rate: filterRate });
  }

  /** A month is expected to have somewhat more runs than the one before. */
  #expectedRuns(month: Month): number {
    const { layout, cluster } = this.#parts;
    const before = addMonths(month, -1);
    const kept = this.#filters.get(before);
    if (kept !== undefined) return Math.ceil(kept.count * GROWTH);
    const bytes = readIfThereSync(layout.filter(before));
    const read = bytes === null ? null : decodeFilter(bytes, { cluster, month: before });
    return read?.ok === true ? Math.ceil(read.filter.count * GROWTH) : 0;
  }
}

function sumOf(parts: readonly Totals[]): Totals {
  const sum: Totals = new Map();
  for (const part of parts) addAll(sum, part);
  return sum;
}

/** The settings of a file once `now` was used too: in the order of use, each once. */
function withSettings(before: readonly CountingSettings[], now: CountingSettings): readonly CountingSettings[] {
  const known = before.some((settings) => JSON.stringify(settings) === JSON.stringify(now));
  return known ? before : [...before, now];
}
