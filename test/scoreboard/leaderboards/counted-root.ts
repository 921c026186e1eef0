import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Day, type Month, monthOfDay } from '../../../src/domain/calendar.ts';
import { type Counters, counterRow } from '../../../src/domain/counters.ts';
import { type CountingSettings, encodeDaily, encodeMonthly } from '../../../src/scoreboard/rollups/rollup-files.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { addTo, type Totals, totalsKey } from '../../../src/scoreboard/rollups/totals.ts';

/** What was counted for a user in an account on a day. */
export type Counted = {
  readonly day: string;
  readonly user: string;
  readonly account?: string;
} & Partial<Counters>;

const SETTINGS: CountingSettings[] = [
  {
    memory_base: 1000,
    reqmem_without_suffix: 'per-job',
    failure_states: ['FAILED'],
    gpu_gres_names: ['gpu'],
    steps: true,
  },
];

/** An empty root of its own. */
export function emptyRoot(): string {
  return mkdtempSync(join(tmpdir(), 'slurm-sb-boards-'));
}

/** Writes month and day rollups of a cluster below a root, and its health when it has a last success. */
export function writeCluster(
  root: string,
  cluster: string,
  counted: readonly Counted[],
  lastSuccess?: string | null,
): void {
  const layout = clusterLayout(root, cluster);
  mkdirSync(layout.state, { recursive: true });
  if (lastSuccess !== undefined) writeFileSync(layout.health, JSON.stringify({ last_success: lastSuccess }));
  const months = new Map<Month, Map<Day, Totals>>();
  for (const { day, user, account = 'lab', ...counters } of counted) {
    const month = monthOfDay(day as Day);
    const days = months.get(month) ?? new Map<Day, Totals>();
    const totals = days.get(day as Day) ?? new Map();
    months.set(month, days.set(day as Day, totals));
    addTo(totals, totalsKey(user, account), counterRow(counters));
  }
  for (const [month, days] of months) {
    const head = { asof: '2026-01-01T00:00:00Z', cluster, month, settings: SETTINGS };
    const whole: Totals = new Map();
    for (const totals of days.values()) for (const [key, row] of totals) addTo(whole, key, row);
    for (const path of [layout.monthly(month), layout.daily(month)]) mkdirSync(dirname(path), { recursive: true });
    writeFileSync(layout.monthly(month), encodeMonthly(head, whole));
    writeFileSync(layout.daily(month), encodeDaily(head, days));
  }
}

/** Epoch seconds of an ISO time in UTC. */
export const seconds = (iso: string): number => Date.parse(iso) / 1000;
