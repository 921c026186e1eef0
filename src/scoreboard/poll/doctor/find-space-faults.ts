import { humanValue } from '../../../domain/human-value.ts';
import type { FreeSpace } from '../../../platform/free-space.ts';
import type { DoctorFinding } from './doctor-finding.ts';

/** A commit stages its files beside the old ones, so a busy month needs some room. */
const LEAST_BYTES = 200_000_000;
const LEAST_SHARE = 0.01;

/** Says when a root's file system is nearly full. One that does not tell its size is not judged by its share. */
export function findSpaceFaults(root: string, { freeBytes, totalBytes }: FreeSpace): DoctorFinding[] {
  const few = freeBytes < LEAST_BYTES;
  if (!few && freeBytes >= totalBytes * LEAST_SHARE) return [];
  const size = (bytes: number): string => humanValue(bytes / 1e6, 'megabytes');
  return [
    {
      cluster: null,
      level: few ? 'error' : 'warning',
      file: root,
      what: `only ${size(freeBytes)} of ${size(totalBytes)} are free`,
      remedy: 'Make room or raise the quota: when the disk is full a poll changes nothing and tries again.',
    },
  ];
}
