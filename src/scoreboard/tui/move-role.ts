import type { BoardRow } from '../../domain/board.ts';
import type { Role } from './screen.ts';

/** The look of a movement; without one nothing changed. */
export function moveRole(move: BoardRow['moves'][string] | undefined): Role {
  if (move === undefined || move.rank === 0) return 'dim';
  if (move.rank === null) return 'fresh';
  return move.rank > 0 ? 'up' : 'down';
}
