import type { Board, BoardRow } from '../../domain/board.ts';
import { sealJsonBytes } from '../../platform/checked-json.ts';
import { JsonBytes } from '../../platform/json-bytes.ts';

/** What a board file says beside its rows. */
export type BoardHead = Pick<Board, 'asof' | 'window' | 'cluster' | 'clusters' | 'by'>;

/** A row's values, ranks, moves and spark as JSON, each an object or list of its own. */
export type RowTexts = { readonly [part in 'values' | 'ranks' | 'moves' | 'spark']: string };

/** The bytes of a board file, one row (see {@link rowText}) a line; the same board gives the same bytes. */
export function encodeBoard({ asof, window, cluster, clusters, by }: BoardHead, rows: Iterable<string>): Buffer {
  const out = new JsonBytes();
  const head = JSON.stringify({ schema_version: 1, kind: 'board', asof, window, cluster, clusters, by });
  out.text(`${head.slice(0, -1)},"${by}s":[`);
  let separator = '\n';
  for (const row of rows) {
    out.text(separator + row);
    separator = ',\n';
  }
  out.text(']}');
  return sealJsonBytes(out);
}

/** A row of a board by users, or by accounts, as JSON. */
export function rowText(by: Board['by'], name: string, { values, ranks, moves, spark }: RowTexts): string {
  return `{"${by}":${JSON.stringify(name)},"values":${values},"ranks":${ranks},"moves":${moves},"spark":${spark}}`;
}

/** A row that was read from a board, as it stood there. */
export function boardRowText(by: Board['by'], { name, values, ranks, moves, spark }: BoardRow): string {
  return rowText(by, name, {
    values: JSON.stringify(values),
    ranks: JSON.stringify(ranks),
    moves: JSON.stringify(moves),
    spark: JSON.stringify(spark),
  });
}
