import { isoSeconds } from '../../../domain/calendar.ts';
import { rateStateSchema } from '../../../platform/call-budget.ts';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { nowSeconds } from '../../../platform/clock.ts';
import { slurmFactsSchema } from '../../sacct/slurm-facts.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { USE_NEWER } from './remedies.ts';

/** Says when poll is backing off after failures, and when what it remembers of its calls or of Slurm is damaged. */
export async function findRateFaults({ cluster, layout, clock }: ClusterLook): Promise<DoctorFinding[]> {
  const rate = await readCheckedJson(layout.rate, rateStateSchema);
  const facts = await readCheckedJson(layout.slurm, slurmFactsSchema);
  const findings: DoctorFinding[] = [];
  if (rate.ok && rate.value.retry_at > nowSeconds(clock)) {
    const { failures, retry_at } = rate.value;
    findings.push({
      cluster,
      level: 'warning',
      file: layout.rate,
      what: `after ${failures === 1 ? 'a failed call' : `${failures} failed calls`} no call is made before ${isoSeconds(retry_at)}`,
      remedy: `Run slurm-sb probe --cluster ${cluster} there to see whether accounting answers; poll goes on by itself.`,
    });
  }
  const files = [
    { file: layout.rate, read: rate, effect: 'Run poll: it begins without saved calls and writes the file anew.' },
    { file: layout.slurm, read: facts, effect: 'Run poll: it asks Slurm again and writes the file anew.' },
  ];
  for (const { file, read, effect } of files) {
    if (read.ok || read.fault === 'missing') continue;
    const remedy = read.fault === 'newer' ? USE_NEWER : effect;
    findings.push({ cluster, level: 'warning', file, what: `it is damaged: ${read.detail}`, remedy });
  }
  return findings;
}
