import { basename } from 'node:path';
import { isMonth, isoSeconds } from '../../../domain/calendar.ts';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { cursorSchema } from '../../rollups/cursor.ts';
import { scratchLayout } from '../../rollups/root-layout.ts';
import { type ClusterLook, isWorkedOn } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor } from './remedies.ts';

/** Says which months are being made anew, how far that is, and which verifications were left half done. */
export async function findRebuilds(look: ClusterLook): Promise<DoctorFinding[]> {
  if (isWorkedOn(look)) return [];
  const { cluster, layout, entries } = look;
  const findings: DoctorFinding[] = [];
  for (const kind of ['rebuild', 'verify'] as const) {
    for (const { path } of entries) {
      const month = basename(path);
      if (path !== `${layout[kind]}/${month}` || !isMonth(month)) continue;
      const read = await readCheckedJson(scratchLayout(layout, kind, month).cursor, cursorSchema);
      const until = read.ok ? `read until ${isoSeconds(read.value.covered_until)}` : 'nothing of it is read yet';
      findings.push(
        kind === 'rebuild'
          ? {
              cluster,
              level: 'error',
              file: path,
              what: `${month} is damaged and made anew: ${until}`,
              remedy: rebuildRemedy(look, month),
            }
          : {
              cluster,
              level: 'warning',
              file: path,
              what: `a verification of ${month} was interrupted: ${until}`,
              remedy: `Run ${commandFor(look, 'verify')} --month ${month} to go on, or remove the folder.`,
            },
      );
    }
  }
  return findings;
}

function rebuildRemedy(look: ClusterLook, month: string): string {
  return (
    `Run ${commandFor(look, 'poll')}: it goes on. Where accounting holds too little of the month, put back its three ` +
    `files from a backup, or run ${commandFor(look, 'verify')} --month ${month} --repair --allow-shrink.`
  );
}
