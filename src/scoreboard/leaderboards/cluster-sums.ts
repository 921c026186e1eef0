import { dirname, join } from 'node:path';
import { addDays, type Day, type Month, monthOfDay } from '../../domain/calendar.ts';
import { monthShare } from '../../domain/day-range.ts';
import { checksumOf } from '../../platform/checked-json.ts';
import { entryFacts } from '../../platform/entry-facts.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { readChecksum } from '../../platform/read-checksum.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { replaceCopy } from '../../platform/replace-copy.ts';
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

/** The sums of all months; `of` stands for the files they are from, null when one changed meanwhile or is missing. */
export type AllSums = ClusterSums & { readonly of: string | null };

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
 * Adds up one cluster's rollups for the boards of a day. The sums are kept, under the checksums of the files they are
 * from: those over the months that ended more than seven days ago, as a usual tick changes only later months; and those
 * over all months, as a usual tick changes one cluster, and the boards over all of them need the others too.
 */
export async function clusterSums(work: ClusterWork): Promise<AllSums> {
  const { layout } = work;
  const months = await rollupBlocks(layout, new KeyTable()).months();
  const sources = await readSources(work, months);
  const kept = await readKept(work, layout.boardSumsNow, sources.all);
  if (kept !== null) return { sums: kept, faults: [], of: sources.all };
  const settled = await readKept(work, layout.boardSums, sources.settled);
  const keys = settled?.keys ?? new KeyTable();
  const made = settled === null ? await sumMonths(work, keys, sources.settledMonths) : { sums: settled, faults: [] };
  const recent = await sumMonths(work, keys, sources.recentMonths);
  const all = { sums: joinParts(made.sums, recent.sums), faults: [...made.faults, ...recent.faults] };
  // A file that was replaced while it was read may be in the sums, but not in their key.
  const after = await readSources(work, months);
  if (settled === null && after.settled === sources.settled) await keep(work, layout.boardSums, after.settled, made);
  if (after.all === sources.all) await keep(work, layout.boardSumsNow, after.all, all);
  return { ...all, of: after.all === sources.all && all.faults.length === 0 ? sources.all : null };
}

/** Stands for the files that a cluster's sums are from. */
export async function clusterSources(work: Pick<ClusterWork, 'layout' | 'today'>): Promise<string> {
  return (await readSources(work, await rollupBlocks(work.layout, new KeyTable()).months())).all;
}

/** The sums that were kept under this key, if any are to be used. */
async function readKept({ fresh }: ClusterWork, path: string, key: string): Promise<BoardSums | null> {
  const bytes = fresh ? null : await readReplaceable(path);
  return bytes === null ? null : decodeKeptSums(bytes, key);
}

/** Sums that lack something are not kept. They are not flushed: what a power cut harms does not fit its checksum. */
async function keep(work: ClusterWork, path: string, key: string, { sums, faults }: ClusterSums): Promise<void> {
  if (faults.length > 0 || sums.keys.size === 0) return;
  await makeFolders(dirname(path));
  await replaceCopy(path, encodeKeptSums(key, sums), await modeOf(work));
}

/** May be read or entered by others. */
const FOR_OTHERS = 0o005;

/** The sums name people: where others may not read the rollups they may not read these either. */
async function modeOf({ layout, mode }: ClusterWork): Promise<number | undefined> {
  const facts = await entryFacts(join(layout.base, 'agg'));
  return facts !== null && (facts.mode & FOR_OTHERS) === 0 ? fileModes({ pseudonyms: true }).file : mode;
}

async function sumMonths(work: ClusterWork, keys: KeyTable, months: readonly Month[]): Promise<ClusterSums> {
  const ranges = boardRanges(work.today);
  const { sums, faults } = await sumRanges(rollupBlocks(work.layout, keys), keys, { ranges, months });
  return { sums: boardSums(keys, sums, sparkMonths(work.today)), faults };
}

/** A cluster's months, and what stands for every file that the sums over them are made from. */
type Sources = {
  readonly settledMonths: readonly Month[];
  readonly recentMonths: readonly Month[];
  /** Stands for the files of the settled months, the cluster and the ranges of the day. */
  readonly settled: string;
  /** The same for all months. */
  readonly all: string;
};

async function readSources(
  { layout, today }: Pick<ClusterWork, 'layout' | 'today'>,
  months: readonly Month[],
): Promise<Sources> {
  const ranges = [...boardRanges(today)];
  const files = (month: Month): string[] => {
    const isCut = ranges.some(([, range]) => monthShare(range, month) === 'part');
    return [layout.monthly(month), ...(isCut ? [layout.daily(month)] : [])];
  };
  const checksums = await Promise.all(months.map((month) => Promise.all(files(month).map(readChecksum))));
  const firstRecent = monthOfDay(addDays(today, -MOVE_DAYS));
  const count = months.filter((month) => month < firstRecent).length;
  const keyOf = (length: number): string =>
    checksumOf(JSON.stringify([layout.cluster, ranges, months.slice(0, length), checksums.slice(0, length)]));
  return {
    settledMonths: months.slice(0, count),
    recentMonths: months.slice(count),
    settled: keyOf(count),
    all: keyOf(months.length),
  };
}
