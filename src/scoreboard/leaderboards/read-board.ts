import { z } from 'zod';
import {
  type AccountBoard,
  accountBoardSchema,
  type Board,
  type UserBoard,
  userBoardSchema,
} from '../../domain/board.ts';
import { type Checked, readCheckedJson } from '../../platform/checked-json.ts';
import { areBoardRows } from './are-board-rows.ts';
import { type BoardPlace, boardPath } from './board-path.ts';

/** A board, or why there is none: `missing` is no fault, `text` is a whole sentence that says what to do. */
export type BoardReading =
  | { readonly ok: true; readonly board: Board }
  | { readonly ok: false; readonly missing: boolean; readonly text: string };

/** Reads a board file; nothing is thrown for one that is missing or broken. */
export async function readBoard(place: BoardPlace): Promise<BoardReading> {
  const path = boardPath(place);
  const read = await readChecked(path, place.by);
  if (read.ok) return { ok: true, board: read.value };
  if (read.fault === 'missing') {
    const text = `there is no leaderboard yet: ${path} is not there; it comes with slurm-sb poll or slurm-sb leaderboards`;
    return { ok: false, missing: true, text };
  }
  const remedy = read.fault === 'newer' ? 'use that version' : 'slurm-sb leaderboards makes it anew';
  return { ok: false, missing: false, text: `${path}: ${read.detail}; ${remedy}` };
}

/** With rows that are looked at by hand; where these are wrong the whole schema says what. */
const QUICK = {
  user: userBoardSchema.extend({ users: z.custom<UserBoard['users']>((rows) => areBoardRows(rows, 'user')) }),
  account: accountBoardSchema.extend({
    accounts: z.custom<AccountBoard['accounts']>((rows) => areBoardRows(rows, 'account')),
  }),
};

async function readChecked(path: string, by: BoardPlace['by']): Promise<Checked<Board>> {
  const read = await readCheckedJson<Board>(path, QUICK[by]);
  if (read.ok || read.fault !== 'schema') return read;
  return readCheckedJson<Board>(path, by === 'user' ? userBoardSchema : accountBoardSchema);
}
