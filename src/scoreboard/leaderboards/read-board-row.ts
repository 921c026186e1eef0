import { userBoardSchema } from '../../domain/board.ts';
import { readReplaceable } from '../../platform/read-replaceable.ts';
import { type BoardPlace, boardPath } from './board-path.ts';
import { openCheckedRows } from './checked-rows.ts';
import { type BoardReading, readBoard } from './read-board.ts';

/**
 * Reads a board by user of which only one user's row is wanted: the board comes back with that row, or with none. A
 * board of thousands of users need not be parsed for it.
 */
export async function readBoardRow(place: Omit<BoardPlace, 'by'>, user: string): Promise<BoardReading> {
  const whole: BoardPlace = { ...place, by: 'user' };
  const bytes = await readReplaceable(boardPath(whole));
  const opened = bytes === null ? null : openCheckedRows(bytes, '"users":[', userBoardSchema);
  if (bytes === null || opened === null) return pick(await readBoard(whole), user);
  const start = bytes.indexOf(`\n{"user":${JSON.stringify(user)},`, opened.start);
  if (start < 0 && bytes[opened.start] !== NEWLINE) return pick(await readBoard(whole), user);
  if (start < 0) return { ok: true, board: opened.head };
  const end = bytes.indexOf('\n', start + 1);
  const line = bytes.toString('utf8', start + 1, end < opened.end - 1 && end > 0 ? end - 1 : opened.end - 1);
  const row = userBoardSchema.shape.users.element.safeParse(parse(line));
  return row.success ? { ok: true, board: { ...opened.head, users: [row.data] } } : pick(await readBoard(whole), user);
}

const NEWLINE = 10;

function pick(read: BoardReading, user: string): BoardReading {
  if (!read.ok || read.board.by !== 'user') return read;
  return { ok: true, board: { ...read.board, users: read.board.users.filter((row) => row.user === user) } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
