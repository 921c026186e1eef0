import { askForText, type Sacct } from '../sacct/ask-sacct.ts';
import { parseHelpformat } from '../sacct/columns.ts';
import { findFailure } from '../sacct/sacct-failure.ts';

/** The columns a sacct lists, or why it lists none: before some version it asks accounting for them. */
export type ProbedColumns =
  | { readonly listed: true; readonly names: readonly string[] }
  | { readonly listed: false; readonly detail: string };

/** Asks `sacct --helpformat`. An empty list means that accounting is away (22.05; spec S1). */
export async function probeColumns(sacct: Sacct): Promise<ProbedColumns> {
  const end = await askForText(sacct, ['--helpformat']);
  const failure = findFailure(end, sacct.ignoreStderr);
  if (failure !== null) return { listed: false, detail: failure.detail };
  const names = parseHelpformat(end.stdout);
  if (names.length === 0) return { listed: false, detail: 'it lists no columns (sacct --helpformat)' };
  return { listed: true, names };
}
