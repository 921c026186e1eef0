import { z } from 'zod';
import { WINDOWS } from './windows.ts';

const byMetric = z.record(z.string(), z.number());

const move = z
  .object({
    rank: z.int().nullable().describe('places gained; below 0: lost; null: not ranked then, or no longer'),
    value: z.number().nullable().describe('gain in value; null: the value then is unknown or was not shown'),
  })
  .describe('movement since seven days ago');

const shared = {
  schema_version: z.literal(1),
  kind: z.literal('board'),
  asof: z.iso.datetime().describe('when the board was made, UTC'),
  window: z.enum(WINDOWS),
  cluster: z.string().describe('ALL, or the one cluster the board is of'),
  clusters: z.array(
    z.object({
      name: z.string(),
      asof: z.iso.datetime().nullable().describe('last success of the cluster’s poll; null: none yet'),
      stale: z.boolean(),
    }),
  ),
};

const row = {
  values: byMetric.describe('value by metric; a metric without a value is left out'),
  ranks: byMetric.describe('competition rank (1, 1, 3) by metric; unranked metrics are left out'),
  moves: z.record(z.string(), move).describe('by metric, only where something changed'),
  spark: z.array(z.number()).describe('clock_hours of the last 12 months, oldest first'),
};

/** A board file by user: every metric of one window, sorted by clock_hours. */
export const userBoardSchema = z.object({
  ...shared,
  by: z.literal('user'),
  users: z.array(z.object({ user: z.string(), ...row })),
});

/** A board file by account. */
export const accountBoardSchema = z.object({
  ...shared,
  by: z.literal('account'),
  accounts: z.array(z.object({ account: z.string(), ...row })),
});

export type UserBoard = z.infer<typeof userBoardSchema>;
export type AccountBoard = z.infer<typeof accountBoardSchema>;
export type Board = UserBoard | AccountBoard;

/** One row of a board whatever it is by. */
export type BoardRow = Omit<UserBoard['users'][number], 'user'> & { readonly name: string };

/** A board's rows with the user or the account as `name`. */
export function boardRows(board: Board): BoardRow[] {
  return board.by === 'user'
    ? board.users.map(({ user, ...rest }) => ({ name: user, ...rest }))
    : board.accounts.map(({ account, ...rest }) => ({ name: account, ...rest }));
}
