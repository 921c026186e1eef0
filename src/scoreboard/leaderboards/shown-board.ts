import type { Board } from '../../domain/board.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import type { AskingParts } from '../privacy/names-of-uids.ts';
import { OPTED_OUT } from '../privacy/opted-out.ts';
import { isPseudonym } from '../privacy/pseudonyms.ts';
import { type ReaderPrivacy, readerPrivacy } from '../privacy/reader-privacy.ts';
import type { BoardPlace } from './board-path.ts';
import { type BoardReading, readBoard } from './read-board.ts';

/** How readers' programs learn whom to show; `pseudonyms` is the setting. */
export type ReaderParts = { readonly asking: AskingParts; readonly pseudonyms: boolean };

/** Whether a name of a board by user may be shown. */
export function mayShow({ hidden, pseudonyms }: ReaderPrivacy, name: string): boolean {
  if (name === OPTED_OUT) return true;
  return !hidden.has(name) && (!pseudonyms || isPseudonym(name));
}

/**
 * A board without the people who have opted out since it was made; ranks stay as they were. One with names from before
 * pseudonyms were turned on is none.
 */
export function shownBoard(reading: BoardReading, privacy: ReaderPrivacy): BoardReading {
  if (!reading.ok || reading.board.by !== 'user') return reading;
  const isOlder = ({ user }: { readonly user: string }): boolean => user !== OPTED_OUT && !isPseudonym(user);
  if (privacy.pseudonyms && reading.board.users.some(isOlder)) {
    return { ok: false, missing: false, text: OLDER_THAN_PSEUDONYMS };
  }
  const users = reading.board.users.filter(({ user }) => mayShow(privacy, user));
  return { ok: true, board: { ...reading.board, users } };
}

/** Reads a board as it may be shown now; nothing is thrown for one that may not be, or cannot be read. */
export async function readShownBoard({ asking, pseudonyms }: ReaderParts, place: BoardPlace): Promise<BoardReading> {
  const reading = await readBoard(place);
  if (!reading.ok || place.by !== 'user') return reading;
  try {
    return shownBoard(reading, await readerPrivacy(asking, { root: place.root, pseudonyms }));
  } catch (error) {
    if (error instanceof KnownError) return { ok: false, missing: false, text: error.message };
    throw error;
  }
}

/** Reads a board as it may be shown now; throws KnownError (exit 1) when there is none that can be. */
export async function requireShownBoard(parts: ReaderParts, place: BoardPlace): Promise<Board> {
  const read = await readShownBoard(parts, place);
  if (read.ok) return read.board;
  throw new KnownError(read.text, EXIT.failed);
}

const OLDER_THAN_PSEUDONYMS =
  'the board is from before pseudonyms were turned on, and is not shown; the next poll makes it anew';
