import { isoSeconds } from '../../../domain/calendar.ts';
import { humanAge } from '../../../domain/human-age.ts';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { nowSeconds } from '../../../platform/clock.ts';
import { type Cursor, cursorSchema } from '../../rollups/cursor.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor, pollByHand, USE_NEWER } from './remedies.ts';

/** A cursor may be so far ahead of this host's clock when another host's poll wrote it. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** Says when a cluster's cursor is missing, broken, another cluster's, or stands still. */
export async function findCursorFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout } = look;
  const read = await readCheckedJson(layout.cursor, cursorSchema);
  const found = (level: DoctorFinding['level'], what: string, remedy: string): DoctorFinding[] => [
    { cluster, level, file: layout.cursor, what, remedy },
  ];
  if (read.ok) return findStandstill(look, read.value);
  const begin = `Run ${commandFor(look, 'poll')}`;
  if (read.fault === 'newer') return found('error', read.detail, USE_NEWER);
  if (read.fault !== 'missing') {
    const remedy = `${begin}: it moves the file aside and asks for everything again; no job is counted twice.`;
    return found('error', `the cursor is damaged: ${read.detail}`, remedy);
  }
  const hasRollups = look.entries.some(({ path }) => path.startsWith(`${layout.monthlyFolder}/`));
  if (!hasRollups) return found('warning', 'this cluster was never polled', `${begin}, or remove ${layout.base}.`);
  const remedy = `${begin}: it asks for everything again from backfill_start on; no job is counted twice.`;
  return found('error', 'the cursor is lost, but not the rollups', remedy);
}

function findStandstill(look: ClusterLook, cursor: Cursor): DoctorFinding[] {
  const { cluster, layout, config, clock } = look;
  const found = (level: DoctorFinding['level'], what: string, remedy: string): DoctorFinding[] => [
    { cluster, level, file: layout.cursor, what, remedy },
  ];
  if (cursor.cluster !== cluster) {
    const remedy = `Run ${commandFor(look, 'poll')}: it moves the file aside and asks for everything again; no job is counted twice.`;
    return found('error', `it is the cursor of ${cursor.cluster}`, remedy);
  }
  const now = nowSeconds(clock);
  const covered = isoSeconds(cursor.covered_until);
  if (cursor.covered_until > now + CLOCK_TOLERANCE_SECONDS) {
    const remedy = 'Set the clocks of the hosts that poll by NTP; nothing new is asked for until that time has come.';
    return found('error', `it covers a time that lies ahead: until ${covered}`, remedy);
  }
  const behind = now - cursor.covered_until;
  const idle = now - Date.parse(cursor.asof) / 1000;
  // While a backfill goes on the cursor lies far back, but it moves.
  if (behind <= config.stale_after_sec || idle <= config.stale_after_sec) return [];
  const what = `nothing was read since ${covered} (${humanAge(behind)} ago), and nothing was committed for ${humanAge(idle)}`;
  return found('error', what, pollByHand(look));
}
