import { isoSeconds } from '../../../domain/calendar.ts';
import { readCheckedJson } from '../../../platform/checked-json.ts';
import { discoverySchema } from '../../discovery/discovery-file.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor, USE_NEWER } from './remedies.ts';
import { unlessClosed } from './unless-closed.ts';

/** Says when users cannot be looked for, or cannot be asked for, and when the file that remembers them is damaged. */
export async function findDiscoveryFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout, config } = look;
  const read = await unlessClosed(() => readCheckedJson(layout.discovery, discoverySchema));
  if (read === null) return [];
  const found = (what: string, remedy: string): DoctorFinding => {
    return { cluster, level: 'warning', file: layout.discovery, what, remedy };
  };
  if (!read.ok) {
    if (read.fault === 'missing') return [];
    if (read.fault === 'newer') return [{ ...found(read.detail, USE_NEWER), level: 'error' }];
    return [found(`it is damaged: ${read.detail}`, ANEW(look))];
  }
  if (read.value.cluster !== cluster) return [found(`it is of ${read.value.cluster}`, ANEW(look))];
  if (!config.discovery) return [];
  const { home, accounting, trouble } = read.value;
  const findings: DoctorFinding[] = [];
  if (home !== null && home.fault !== null && home.folder === config.home_folder) {
    const remedy = 'Name the folder of the homes as home_folder, or mount it there; discovery: false looks for nobody.';
    findings.push(found(`no home can be looked at in ${home.folder}: ${home.fault}`, remedy));
  }
  if (accounting !== null && accounting.fault !== null) {
    const remedy = `Run ${commandFor(look, 'probe')} there to see what Slurm answers; it is asked again an hour later.`;
    findings.push(found(`accounting did not tell its users: ${accounting.fault}`, remedy));
  }
  if (trouble !== null) {
    const remedy =
      'Run sacct -u for one of the waiting users on that host to see what it says; poll tries again hourly.';
    findings.push(found(`asking for new users failed at ${isoSeconds(trouble.at)}: ${trouble.detail}`, remedy));
  }
  return findings;
}

const ANEW = (look: ClusterLook): string =>
  `Run ${commandFor(look, 'poll')}: it sets the file aside and finds users anew; no job is counted twice.`;
