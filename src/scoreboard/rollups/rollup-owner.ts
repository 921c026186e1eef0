import type { MonthOwner } from './of-another.ts';

/** How the text of a rollup begins; what comes between is not looked at. */
const HEAD =
  /^\{"schema_version":1,"kind":"(monthly|daily)-rollup","asof":"[^"]*","cluster":"([^"]*)","month":"([^"]*)"/;

/** So many first bytes of a rollup hold its head. */
export const ROLLUP_HEAD_BYTES = 400;

/** Of what kind, and whose, the first bytes of a rollup say that it is; null where they are no head. */
export function rollupOwner(start: Buffer): (MonthOwner & { readonly kind: string }) | null {
  const [, kind, cluster, month] = HEAD.exec(start.toString('utf8', 0, ROLLUP_HEAD_BYTES)) ?? [];
  return kind === undefined || cluster === undefined || month === undefined ? null : { kind, cluster, month };
}
