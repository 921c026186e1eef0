import { isoSeconds } from '../../domain/calendar.ts';
import { wallClockIn } from '../../domain/wall-clock.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { CLUSTER_TASTES, type TasteName } from './cluster-taste.ts';
import { FIRST_DAY_SECONDS, type SyntheticCluster } from './synthetic-cluster.ts';

/** Most users and most runs a day that a cluster file may ask for. */
const MOST_USERS = 5000;
const MOST_JOBS_PER_DAY = 100_000;
const NAME = /^[a-z0-9][a-z0-9_-]*$/;

/** The text of a synthetic cluster's `slurm.conf`: `Key=Value` lines, of which only ClusterName is Slurm's own. */
export function clusterConfText(cluster: SyntheticCluster): string {
  return [
    '# The settings of a synthetic cluster; no Slurm reads this file.',
    `ClusterName=${cluster.name}`,
    `DemoTaste=${cluster.taste}`,
    `DemoSeed=${cluster.seed}`,
    `DemoUsers=${cluster.users}`,
    `DemoJobsPerDay=${cluster.jobsPerDay}`,
    `DemoFrom=${isoSeconds(cluster.fromSeconds)}`,
    ...(cluster.nowSeconds === null ? [] : [`DemoNow=${isoSeconds(cluster.nowSeconds)}`]),
    '',
  ].join('\n');
}

/**
 * Reads such a file. Keys are read in any case, as Slurm does; `DemoNow` may be left out (the real time is the
 * cluster's present), all others may not. Throws KnownError that names `path`, line and key.
 */
export function parseClusterConf(path: string, text: string): SyntheticCluster {
  const entries = readEntries(path, text);
  const take = <T>(key: string, read: (value: string) => T | null): T => {
    const entry = entries.get(key.toLowerCase());
    if (entry === undefined) throw new KnownError(`${path}: ${key} is missing`, EXIT.failed);
    const value = read(entry.value);
    if (value === null) throw new KnownError(`${path}:${entry.line}: ${key}=${entry.value} cannot be used`);
    return value;
  };
  return {
    name: take('ClusterName', (value) => (NAME.test(value) ? value : null)),
    taste: take('DemoTaste', (value) => (Object.hasOwn(CLUSTER_TASTES, value) ? (value as TasteName) : null)),
    seed: take('DemoSeed', whole(0, 2 ** 32 - 1)),
    users: take('DemoUsers', whole(1, MOST_USERS)),
    jobsPerDay: take('DemoJobsPerDay', whole(1, MOST_JOBS_PER_DAY)),
    fromSeconds: take('DemoFrom', instant),
    nowSeconds: entries.has('demonow') ? take('DemoNow', instant) : null,
  };
}

const KEYS = ['ClusterName', 'DemoTaste', 'DemoSeed', 'DemoUsers', 'DemoJobsPerDay', 'DemoFrom', 'DemoNow'];
const KNOWN_KEYS = new Set(KEYS.map((key) => key.toLowerCase()));

type Entry = { readonly value: string; readonly line: number };

function readEntries(path: string, text: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [index, raw] of text.split('\n').entries()) {
    const content = raw.replace(/#.*/, '').trim();
    if (content === '') continue;
    const [key = '', value] = content.split('=', 2).map((part) => part.trim());
    const name = key.toLowerCase();
    const where = `${path}:${index + 1}`;
    if (value === undefined) throw new KnownError(`${where}: "${content}" is not Key=Value`);
    if (!KNOWN_KEYS.has(name))
      throw new KnownError(`${where}: ${key} is no key of a demo cluster (${KEYS.join(', ')})`);
    if (entries.has(name)) throw new KnownError(`${where}: ${key} is given twice`);
    entries.set(name, { value, line: index + 1 });
  }
  return entries;
}

function whole(least: number, most: number): (value: string) => number | null {
  return (value) =>
    /^\d{1,10}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : null;
}

const utc = wallClockIn('UTC');

function instant(value: string): number | null {
  const seconds = utc(value);
  return seconds !== null && seconds >= FIRST_DAY_SECONDS ? seconds : null;
}
