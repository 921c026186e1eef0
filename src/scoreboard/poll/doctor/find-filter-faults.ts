import type { FilterRead } from '../../dedupe/filter-file.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import type { MonthPlace } from './month-place.ts';

/** Above so many times the wanted rate of false positives new jobs are lost in a number that shows. */
const TOLERATED = 2;

/** Says when a month's filter is damaged or overfull. */
export function findFilterFaults({ look, month, remedy }: MonthPlace, read: FilterRead | null): DoctorFinding[] {
  if (read === null) return [];
  const found = { cluster: look.cluster, file: look.layout.filter(month), remedy } as const;
  if (!read.ok) return [{ ...found, level: 'error', what: `it is damaged: ${read.detail}` }];
  const { filter } = read;
  const estimated = filter.estimatedRate();
  if (estimated <= TOLERATED * filter.rate) return [];
  const rates = `${estimated.toExponential(1)} of new jobs are taken for seen ones, ${filter.rate} were wanted`;
  return [{ ...found, level: 'warning', what: `it is overfull: ${rates}` }];
}
