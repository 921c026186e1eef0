import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Month, monthStart } from '../src/domain/calendar.ts';
import { mustRun } from './ingest.ts';
import { presentEnv } from './ingested-root.ts';

const FAKES = join(import.meta.dirname, '../fixtures/bin');
const CLUSTER = 'hammer';

/** Bytes that a tick with a new job adds to the log of a cluster: the second of two such ticks of an empty root. */
export function tickLogBytes(slurmSb: string, folder: string, present: Month): number {
  const root = join(folder, 'ticks');
  const begin = monthStart(present);
  const env = {
    ...presentEnv(present, folder),
    SLURM_SB_SACCT_PATH: join(FAKES, 'sacct-replay'),
    SLURM_SB_SCONTROL_PATH: join(FAKES, 'scontrol-hammer'),
    SLURM_SB_BACKFILL_START: `${present}-01`,
    SLURM_SB_DISCOVERY: 'false',
  };
  mustRun(slurmSb, ['init', '--cluster', CLUSTER, '--root', root], env);
  const times = [begin, begin, begin + 60, begin].join('|');
  const rows: string[] = [];
  const logBytes = [1, 2].map((id) => {
    rows.push(`${id}|alice|COMPLETED|60|2|1|100M|||cpu=2|${times}|chem|cpu|normal|10|00:01:00|\n`);
    writeFileSync(join(folder, 'rows.psv'), rows.join(''));
    mustRun(slurmSb, ['poll', '--cluster', CLUSTER, '--root', root], env);
    return statSync(join(root, 'clusters', CLUSTER, 'logs', `poll-${present}.jsonl`)).size;
  });
  return (logBytes[1] ?? 0) - (logBytes[0] ?? 0);
}
