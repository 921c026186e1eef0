import { isMonth, type Month } from '../../domain/calendar.ts';
import { checkedTail, fitsChecksum } from '../../platform/checked-tail.ts';
import { listNames } from '../../platform/list-names.ts';
import { readIfThereSync } from '../../platform/read-if-there-sync.ts';
import { decodeFilter } from '../dedupe/filter-file.ts';
import { ofAnother } from './of-another.ts';
import { rollupOwner } from './rollup-owner.ts';
import type { ClusterLayout } from './root-layout.ts';

/** All months of which any file is there, oldest first. */
export async function monthsThere(layout: ClusterLayout): Promise<Month[]> {
  const places = [
    { folder: layout.monthlyFolder, ending: '.json' },
    { folder: layout.dailyFolder, ending: '.json' },
    { folder: layout.seen, ending: '.bloom' },
  ];
  const months = new Set<Month>();
  for (const { folder, ending } of places) {
    for (const name of await listNames(folder)) {
      const stem = name.slice(0, -ending.length);
      if (name.endsWith(ending) && isMonth(stem)) months.add(stem);
    }
  }
  return [...months].sort();
}

/**
 * True when a month's files all fit their checksums and are that month's; nothing is decoded, so that a cluster's whole
 * history can be looked at once a day. What it doubts is for checkMonth to say.
 */
export function looksWhole(layout: ClusterLayout, cluster: string, month: Month): boolean {
  const filter = readIfThereSync(layout.filter(month));
  return (
    isRollup(layout.monthly(month), { kind: 'monthly', cluster, month }) &&
    isRollup(layout.daily(month), { kind: 'daily', cluster, month }) &&
    filter !== null &&
    decodeFilter(filter, { cluster, month }).ok
  );
}

function isRollup(path: string, wanted: { kind: string; cluster: string; month: string }): boolean {
  const bytes = readIfThereSync(path);
  const tail = bytes === null ? null : checkedTail(bytes);
  if (bytes === null || tail === null || !fitsChecksum(bytes, tail)) return false;
  const owner = rollupOwner(bytes);
  return owner?.kind === wanted.kind && ofAnother(owner, wanted) === null;
}
