import { basename } from 'node:path';
import { isMonth, type Month } from '../../../domain/calendar.ts';
import { listNames } from '../../../platform/list-names.ts';
import { readChecksum } from '../../../platform/read-checksum.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { examineMonth, type MonthExamination } from './examine-month.ts';
import { keptFrom } from './find-retention-faults.ts';
import { guarded } from './guarded.ts';

/** What is wrong with a cluster's months. */
export type MonthFaults = {
  readonly findings: readonly DoctorFinding[];
  readonly months: readonly Month[];
  /** When the newest rollup was made, epoch milliseconds; null when there is none that can be read. */
  readonly newestMs: number | null;
};

/** How often a month is looked at again when a poll commits meanwhile, and the pause before. */
const MOST_LOOKS = 5;
const PAUSE_MS = 500;

/** Opens every rollup and filter of a cluster. A month that poll is just committing is looked at again. */
export async function findMonthFaults(look: ClusterLook): Promise<MonthFaults> {
  const { months, strangers } = monthsOf(look);
  const findings: DoctorFinding[] = [...strangers];
  let newestMs: number | null = null;
  const kept = (await keptFrom(look)) ?? '';
  for (const month of months) {
    look.signal.throwIfAborted();
    const ofMonth = await guarded({ cluster: look.cluster, file: look.layout.monthly(month) }, async () => {
      const { alone, together, asofMs } = await examineSteadily(look, month);
      if (asofMs !== null) newestMs = Math.max(newestMs ?? asofMs, asofMs);
      // Of a month whose days and filter were removed there is nothing to hold its total against.
      return month < kept ? alone : [...alone, ...together];
    });
    findings.push(...ofMonth);
  }
  return { findings, months, newestMs };
}

/** A month's files can only be held against each other while no commit stands between them. */
async function examineSteadily(look: ClusterLook, month: Month): Promise<MonthExamination> {
  for (let count = 1; ; count++) {
    const before = await commitState(look);
    const found = await examineMonth(look, month);
    const after = await commitState(look);
    if (found.together.length === 0 || (!after.standing && before.cursor === after.cursor)) return found;
    if (count === MOST_LOOKS) return { ...found, together: [] };
    await look.clock.sleep(PAUSE_MS, look.signal);
  }
}

type CommitState = { readonly cursor: string | null; readonly standing: boolean };

async function commitState({ layout }: ClusterLook): Promise<CommitState> {
  const names = await listNames(layout.state);
  return { cursor: await readChecksum(layout.cursor), standing: names.some((name) => /^commit\.\d+$/.test(name)) };
}

/** The months of which there is any file, and files where only those of months are looked for. */
function monthsOf({ cluster, layout, entries }: ClusterLook): { months: Month[]; strangers: DoctorFinding[] } {
  const months = new Set<Month>();
  const strangers: DoctorFinding[] = [];
  const places = [
    { folder: layout.monthlyFolder, ending: '.json' },
    { folder: layout.dailyFolder, ending: '.json' },
    { folder: layout.seen, ending: '.bloom' },
  ];
  for (const { path, name } of entries) {
    const place = places.find(({ folder }) => path === `${folder}/${name}`);
    if (place === undefined || name.startsWith('.') || name.endsWith('.bad')) continue;
    const stem = basename(name, place.ending);
    if (stem !== name && isMonth(stem)) months.add(stem);
    else {
      const remedy = `Move it away: only YYYY-MM${place.ending} is read there.`;
      strangers.push({ cluster, level: 'warning', file: path, what: 'it is no file of slurm-sb', remedy });
    }
  }
  return { months: [...months].sort(), strangers };
}
