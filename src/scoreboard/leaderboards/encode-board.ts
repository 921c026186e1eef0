import type { Board } from '../../domain/board.ts';
import { sealJson } from '../../platform/checked-json.ts';
import type { MadeRow } from './board-rows.ts';

/** What a board file says beside its rows. */
export type BoardHead = Pick<Board, 'asof' | 'window' | 'cluster' | 'clusters' | 'by'>;

/** The bytes of a board file, one row a line; the same board gives the same bytes. */
export function encodeBoard({ asof, window, cluster, clusters, by }: BoardHead, rows: readonly MadeRow[]): Buffer {
  const head = JSON.stringify({ schema_version: 1, kind: 'board', asof, window, cluster, clusters, by }).slice(0, -1);
  const lines = rows.map(({ name, values, ranks, moves, sparkJson }) => {
    const row = JSON.stringify(
      by === 'user' ? { user: name, values, ranks, moves } : { account: name, values, ranks, moves },
    );
    return `\n${row.slice(0, -1)},"spark":${sparkJson}}`;
  });
  return sealJson(`${head},"${by}s":[${lines.join()}]}`);
}
