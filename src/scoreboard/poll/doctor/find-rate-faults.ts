import { isoSeconds } from '../../../domain/calendar.ts';
import { CallBudget, rateStateSchema } from '../../../platform/call-budget.ts';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { slurmFactsSchema } from '../../sacct/slurm-facts.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor, USE_NEWER } from './remedies.ts';

/** Says when poll is backing off after failures, and when what it remembers of its calls or of Slurm is damaged. */
export async function findRateFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout } = look;
  const files = [
    {
      file: layout.rate,
      read: await readCheckedJson(layout.rate, rateStateSchema),
      effect: 'Run poll: it begins without saved calls and writes the file anew.',
    },
    {
      file: layout.slurm,
      read: await readCheckedJson(layout.slurm, slurmFactsSchema),
      effect: 'Run poll: it asks Slurm again and writes the file anew.',
    },
  ];
  const damaged = files.flatMap(({ file, read, effect }): DoctorFinding[] => {
    if (read.ok || read.fault === 'missing') return [];
    const remedy = read.fault === 'newer' ? USE_NEWER : effect;
    return [{ cluster, level: 'warning', file, what: `it is damaged: ${read.detail}`, remedy }];
  });
  return [...damaged, ...(await findBackOff(look))];
}

async function findBackOff(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout, clock, config } = look;
  const limits = { perMinute: config.rate_limit_per_min, bytesPerDay: config.bytes_per_day };
  const budget = await CallBudget.open({ clock, random: () => 0, path: layout.rate }, limits);
  if (budget.refusal()?.reason !== 'back-off') return [];
  const { failures, retry_at } = budget.state;
  const after = failures === 1 ? 'a failed call' : `${failures} failed calls in a row`;
  return [
    {
      cluster,
      level: 'warning',
      file: layout.rate,
      what: `after ${after} none is made before ${isoSeconds(retry_at)}`,
      remedy: `Run ${commandFor(look, 'probe')} there to see whether accounting answers; poll goes on by itself.`,
    },
  ];
}
