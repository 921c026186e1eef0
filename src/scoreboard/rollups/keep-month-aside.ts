import type { Month } from '../../domain/calendar.ts';
import { keepAside } from '../../platform/quarantine.ts';
import type { ClusterLayout } from './root-layout.ts';

/** Keeps a month's files under another name too, before they are replaced by ones that say less. */
export async function keepMonthAside(layout: ClusterLayout, month: Month, nowMs: number): Promise<void> {
  for (const path of [layout.monthly(month), layout.daily(month), layout.filter(month)]) await keepAside(path, nowMs);
}
