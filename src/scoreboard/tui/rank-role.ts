import type { Role } from './screen.ts';

const MEDALS: readonly Role[] = ['first', 'second', 'third'];

/** The look of a rank, from 1 on: the first three have their own. */
export function rankRole(rank: number): Role {
  return MEDALS[rank - 1] ?? 'text';
}
