import { isoSeconds, type Month } from '../../../domain/calendar.ts';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { countableFrom, cursorSchema } from '../../rollups/cursor.ts';
import { filesBefore } from '../../rollups/kept-months.ts';
import { type ClusterLook, isWorkedOn } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor, countAnew } from './remedies.ts';

/** The first month whose days and filter were not removed by keep_months; null where none were, or it is not known. */
export async function keptFrom({ layout }: Pick<ClusterLook, 'layout'>): Promise<Month | null> {
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  return read.ok ? (read.value.kept_from as Month | null) : null;
}

/** Says when a removal of old months was cut, and when time is wanted that can be counted no more. */
export async function findRetentionFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout, config } = look;
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  if (!read.ok || read.value.kept_from === null) return [];
  const cursor = read.value;
  const month = read.value.kept_from as Month;
  const findings: DoctorFinding[] = [];
  const left = isWorkedOn(look) ? [] : await filesBefore(layout, month);
  if (left[0] !== undefined) {
    const what = `it is of a month before ${month} and was to be removed (keep_months)${left.length > 1 ? `; ${left.length - 1} more like it` : ''}`;
    const remedy = `Run ${commandFor(look, 'poll')}: once it is caught up it removes them.`;
    findings.push({ cluster, level: 'warning', file: left[0], what, remedy });
  }
  const wanted = config.backfill_start;
  if (wanted !== null && wanted < cursor.backfill_start && wanted < countableFrom(cursor)) {
    const what = `backfill_start is ${isoSeconds(wanted)}, but what ended before ${month} is counted no more (keep_months)`;
    const remedy = `Set backfill_start to ${month}-01 or later, or raise keep_months, ${countAnew(look)}`;
    findings.push({ cluster, level: 'warning', file: layout.cursor, what, remedy });
  }
  return findings;
}
