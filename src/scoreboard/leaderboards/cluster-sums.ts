import { join } from 'node:path';
import { addDays, type Day, type Month, monthOfDay } from '../../domain/calendar.ts';
import { monthShare } from '../../domain/day-range.ts';
import { checksumOf } from '../../platform/checked-json.ts';
import { writeDurably } from '../../platform/durable-file.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { fileModes } from '../privacy/file-modes.ts';
import type { ClusterLayout } from '../rollups/root-layout.ts';
import { boardRanges, MOVE_DAYS, sparkMonths } from './board-ranges.ts';
import { type BoardSums, boardSums, joinParts } from './board-sums.ts';
import { decodeKeptSums, encodeKeptSums } from './kept-sums.ts';
import { KeyTable } from './key-table.ts';
import { rollupBlocks } from './rollup-blocks.ts';
import { type RollupFault, sumRanges } from './sum-ranges.ts';

/** One cluster's sums for the boards of a day, and the files that are missing from them. */
export type ClusterSums = { readonly sums: BoardSums; readonly faults: readonly RollupFault[] };

/** What is to be added up. */
export type ClusterWork = {
  readonly layout: ClusterLayout;
  readonly today: Day;
  /** True: nothing that was kept from an earlier build is used. */
  readonly fresh: boolean;
  /** Mode of the file that sums are kept in; 0664 when not given. */
  readonly mode?: number | undefined;
};

/**
 * Adds up one cluster's rollups for the boards of a day. The sums over the months that ended more than seven days ago
 * are kept, under the checksums of the files they are from: a usual tick changes only later months.
 */
export async function clusterSums(work: ClusterWork): Promise<ClusterSums> {
  const keys = new KeyTable();
  const months = await rollupBlocks(work.layout, keys).months();
  const firstRecent = monthOfDay(addDays(work.today, -MOVE_DAYS));
  const settled = await settledSums(
    work,
    keys,
    months.filter((month) => month < firstRecent),
  );
  const recent = await sumMonths(
    work,
    keys,
    months.filter((month) => month >= firstRecent),
  );
  return { sums: joinParts(settled.sums, recent.sums), faults: [...settled.faults, ...recent.faults] };
}

async function settledSums(work: ClusterWork, keys: KeyTable, months: readonly Month[]): Promise<ClusterSums> {
  if (months.length === 0) return sumMonths(work, keys, months);
  const path = work.layout.boardSums;
  const key = await keyOf(work, months);
  const bytes = work.fresh ? null : await readReplaceable(path);
  const kept = bytes === null ? null : decodeKeptSums(bytes, key, keys);
  if (kept !== null) return { sums: kept, faults: [] };
  const made = await sumMonths(work, keys, months);
  // A file that was replaced while it was read may be in the sums, but not in their key.
  const isSettled = made.faults.length === 0 && (await keyOf(work, months)) === key;
  if (isSettled) await writeDurably(path, encodeKeptSums(key, made.sums), await modeOption(work));
  return made;
}

/** May be read or entered by others. */
const FOR_OTHERS = 0o005;

/** The sums name people: where others may not read the rollups they may not read these either. */
async function modeOption({ layout, mode }: ClusterWork): Promise<{ mode?: number }> {
  const facts = await entryFacts(join(layout.base, 'agg'));
  if (facts !== null && (facts.mode & FOR_OTHERS) === 0) return { mode: fileModes({ pseudonyms: true }).file };
  return mode === undefined ? {} : { mode };
}

async function sumMonths(work: ClusterWork, keys: KeyTable, months: readonly Month[]): Promise<ClusterSums> {
  const ranges = boardRanges(work.today);
  const { sums, faults } = await sumRanges(rollupBlocks(work.layout, keys), keys, { ranges, months });
  return { sums: boardSums(keys, sums, sparkMonths(work.today)), faults };
}

/** Stands for the cluster, the ranges of a day and every file that their sums over these months are made from. */
async function keyOf({ layout, today }: ClusterWork, months: readonly Month[]): Promise<string> {
  const ranges = [...boardRanges(today)];
  const files = months.flatMap((month) => {
    const isCut = ranges.some(([, range]) => monthShare(range, month) === 'part');
    return [layout.monthly(month), ...(isCut ? [layout.daily(month)] : [])];
  });
  const checksums = await Promise.all(files.map(readChecksum));
  return checksumOf(JSON.stringify([layout.cluster, ranges, months, checksums]));
}
