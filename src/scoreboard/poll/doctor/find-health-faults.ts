import { humanAge } from '../../../domain/human-age.ts';
import { readReplaceable } from '../../../platform/read-replaceable.ts';
import { type Health, readHealth } from '../health-file.ts';
import type { ClusterLook } from './cluster-look.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { commandFor, pollByHand } from './remedies.ts';

/** Says when a cluster's polls have not gone well lately. */
export async function findHealthFaults(look: ClusterLook): Promise<DoctorFinding[]> {
  const { cluster, layout, clock, entries } = look;
  const found = (level: DoctorFinding['level'], what: string, remedy: string): DoctorFinding[] => [
    { cluster, level, file: layout.health, what, remedy },
  ];
  const health = await readHealth(layout.health);
  if (health !== null) return findBadHealth(look, health, clock.nowMs());
  if ((await readReplaceable(layout.health)) !== null) {
    return found('warning', 'it cannot be read as a health file', 'Delete it: the next poll writes it anew.');
  }
  const hasCursor = entries.some(({ path }) => path === layout.cursor);
  return hasCursor ? found('warning', 'no poll has told how it went', pollByHand(look)) : [];
}

function findBadHealth(look: ClusterLook, health: Health, nowMs: number): DoctorFinding[] {
  const { cluster, layout, config } = look;
  const findings: DoctorFinding[] = [];
  const add = (what: string, remedy: string): void => {
    findings.push({ cluster, level: 'error', file: layout.health, what, remedy });
  };
  const { last_success, last_error } = health;
  if (health.cluster !== cluster) {
    add(
      `it is the health of ${health.cluster}`,
      `Files of another cluster were put here: delete it and poll ${cluster}.`,
    );
  }
  if (last_error !== null && (last_success === null || Date.parse(last_error.at) > Date.parse(last_success))) {
    add(
      `the last poll failed at ${last_error.at}: ${oneLine(last_error.message)}`,
      remedyFor(look, last_error.message),
    );
  }
  if (last_success === null) add('no poll has ever gone well', pollByHand(look));
  else {
    const age = (nowMs - Date.parse(last_success)) / 1000;
    if (age > config.stale_after_sec) {
      const limit = `stale_after_sec is ${config.stale_after_sec}`;
      add(`the last good poll was ${humanAge(age)} ago (${limit})`, pollByHand(look));
    }
  }
  return findings;
}

function remedyFor(look: ClusterLook, message: string): string {
  const again = 'the next poll tries again by itself.';
  if (/\b(ENOSPC|EDQUOT)\b/.test(message)) return `Make room or raise the quota; ${again}`;
  if (/\b(EROFS|EIO|ESTALE|EACCES|EPERM)\b/.test(message)) {
    return `Have its file system looked after, or give whoever polls the right to write there; ${again}`;
  }
  if (/\bgetent passwd\b/.test(message)) return `Have the directory of users on that host looked after; ${again}`;
  if (PRIVACY_FILES.test(message)) return `Do what doctor says of that file; ${again}`;
  return `Run ${commandFor(look, 'probe')} there to see what Slurm answers; ${again}`;
}

/** What tells whom not to show: there is a finding of its own about each. */
const PRIVACY_FILES = /\/(opt-outs(\.copy)?\.json|optout\.(txt|d)|pseudonym\.key)\b/;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
