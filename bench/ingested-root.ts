import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, type Month, monthStart } from '../src/domain/calendar.ts';
import type { AccountingShape } from './accounting/accounting-text.ts';
import { mustRun, writeRows } from './ingest.ts';

/** Which accounting a root is made of: each cluster and each month of it by an ingest of its own. */
export type RootShape = Pick<AccountingShape, 'jobs' | 'users' | 'activeShare' | 'seed'> & {
  readonly clusters: readonly string[];
  /** How many, the last of which is the one before `present`. */
  readonly months: number;
  /** Its first minutes are the present of what is run, so that the last 30 days are in the month before. */
  readonly present: Month;
};

/** Where a root is made, and with which program. */
export type RootPlace = { readonly slurmSb: string; readonly root: string; readonly folder: string };

const CLOCK = join(import.meta.dirname, '../test/trust/shift-clock.ts');
const HALF_AN_HOUR = 1800;

/** Makes a root as real ingests leave it; `told` hears of each. */
export function ingestRoot({ slurmSb, root, folder }: RootPlace, shape: RootShape, told: (what: string) => void): void {
  const env = presentEnv(shape.present, folder);
  const file = join(folder, 'rows.psv');
  const { jobs, users, activeShare, seed } = shape;
  for (const cluster of shape.clusters) {
    mustRun(slurmSb, ['init', '--root', root, '--cluster', cluster], env);
    for (let back = shape.months; back > 0; back -= 1) {
      const month = addMonths(shape.present, -back);
      told(`${cluster} ${month}`);
      writeRows(file, { jobs, users, activeShare: activeShare ?? 1, seed, cluster, month });
      mustRun(slurmSb, ['ingest', '--cluster', cluster, '--root', root, file], env);
    }
  }
  rmSync(file);
}

/** An environment in which a program takes the first half hour of a month for its present. */
export function presentEnv(present: Month, home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    NODE_OPTIONS: `--import=${CLOCK}`,
    CLOCK_SHIFT_MS: String((monthStart(present) + HALF_AN_HOUR) * 1000 - Date.now()),
  };
}
