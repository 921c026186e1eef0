import { humanAge } from '../../../domain/human-age.ts';
import type { DoctorFinding } from './doctor-finding.ts';

const TOLERANCE_MS = 60_000;

/** Says when this host's clock and the file server's are apart; `skewMs` is how far the server's is ahead. */
export function findClockFaults(root: string, skewMs: number): DoctorFinding[] {
  if (Math.abs(skewMs) <= TOLERANCE_MS) return [];
  const apart = humanAge(Math.abs(skewMs) / 1000);
  return [
    {
      cluster: null,
      level: 'error',
      file: root,
      what: `this host's clock is ${apart} ${skewMs > 0 ? 'behind' : 'ahead of'} the file server's`,
      remedy: 'Set both by NTP: what is asked of accounting, the rate and the age of locks go by this clock.',
    },
  ];
}
