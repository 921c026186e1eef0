import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Month } from '../src/domain/calendar.ts';
import type { Bench, BenchRow } from './bench.ts';
import { filesByKind, type KindSize } from './files-by-kind.ts';
import { ingestRoot, type RootShape } from './ingested-root.ts';
import { spreadOf } from './spread.ts';
import { tickLogBytes } from './tick-log-bytes.ts';

const REACH_MB = 400;
const CLUSTERS = ['hammer', 'negishi', 'bell', 'gautschi', 'gilbreth'];
/** Of 28 % that are drawn for a day a little over 25 % of all have jobs on it. */
const SHAPE = { months: 12, jobs: 1_000_000, users: 2000, activeShare: 0.28, seed: 1, present: '2026-11' as Month };
/** A tick every ten minutes for a year. */
const TICKS = 6 * 24 * 365;

/**
 * B9: bytes of a root of 12 months of 5 clusters with 1,000,000 jobs a month. Where SLURM_SB_BENCH_FULL is set all of
 * it is ingested (half an hour); else one cluster is, and what lies in its folder is multiplied. Logs are those of a
 * tick with a new job, multiplied.
 */
export const storage: Bench = async ({ prefix, folder }) => {
  const isFull = (process.env.SLURM_SB_BENCH_FULL ?? '') !== '';
  const root = join(folder, 'root');
  const slurmSb = join(prefix, 'bin/slurm-sb');
  const shape: RootShape = { ...SHAPE, clusters: isFull ? CLUSTERS : CLUSTERS.slice(0, 1) };
  ingestRoot({ slurmSb, root, folder }, shape, (what) => process.stderr.write(`  ${what}\n`));
  const active = activePercent(root, shape);
  const sizes = isFull ? filesByKind(root) : multiplied(root, CLUSTERS.length);
  const bytes = TICKS * CLUSTERS.length * tickLogBytes(slurmSb, folder, SHAPE.present);
  sizes.set('logs', { files: SHAPE.months * CLUSTERS.length, bytes, allocated: bytes });
  const made = isFull ? '' : ', one cluster measured x 5';
  const title = `12 months x 5 clusters x 1,000,000 jobs, 2,000 users of whom ${active.toFixed(1)} % active on a day${made}`;
  const kinds = [...sizes].toSorted(([, one], [, other]) => other.bytes - one.bytes);
  return [
    rowOf(title, sumOf([...sizes.values()]), true),
    ...kinds.map(([kind, size]) => rowOf(`of which ${kind}: ${size.files.toLocaleString('en-US')}`, size, false)),
  ];
};

/** Boards of all clusters together are there once; they may hold more people than were measured. */
function multiplied(root: string, times: number): Map<string, KindSize> {
  const all = filesByKind(root);
  for (const [kind, { files, bytes, allocated }] of filesByKind(join(root, 'clusters'))) {
    const { files: f = 0, bytes: b = 0, allocated: a = 0 } = all.get(kind) ?? {};
    const more = times - 1;
    all.set(kind, { files: f + files * more, bytes: b + bytes * more, allocated: a + allocated * more });
  }
  return all;
}

function sumOf(sizes: readonly KindSize[]): KindSize {
  const sum = (value: (size: KindSize) => number): number => sizes.reduce((total, size) => total + value(size), 0);
  return { files: sum((one) => one.files), bytes: sum((one) => one.bytes), allocated: sum((one) => one.allocated) };
}

/** People with jobs on a day, in percent of all, in the mean over the days of all months. */
function activePercent(root: string, { clusters, users }: RootShape): number {
  const shares = clusters.flatMap((cluster) => {
    const daily = join(root, 'clusters', cluster, 'agg/rollups/daily');
    return readdirSync(daily).flatMap((name) => {
      const { days } = JSON.parse(readFileSync(join(daily, name), 'utf8')) as { days: Record<string, [string][]> };
      return Object.values(days).map((rows) => new Set(rows.map(([user]) => user)).size / users);
    });
  });
  return (100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length;
}

function rowOf(what: string, { bytes, allocated }: KindSize, isAll: boolean): BenchRow {
  const [size, taken] = [bytes / 1e6, allocated / 1e6];
  const isReached = Math.max(size, taken) <= REACH_MB;
  return {
    id: isAll ? 'B9' : '',
    what,
    result: `${size.toFixed(1)} MB`,
    reach: isAll ? { text: `<= ${REACH_MB} MB`, isReached } : null,
    unit: 'MB',
    own: spreadOf([size]),
    yardstick: { what: 'blocks taken', ...spreadOf([taken]) },
    runs: 1,
  };
}
