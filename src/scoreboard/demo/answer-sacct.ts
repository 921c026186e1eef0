import { wallClockIn } from '../../domain/wall-clock.ts';
import { KnownError } from '../../platform/known-error.ts';
import { chosenColumns } from './chosen-columns.ts';
import { CLUSTER_TASTES, type ClusterTaste } from './cluster-taste.ts';
import { runsByDay } from './day-runs.ts';
import { headerText, rowPrinter } from './print-rows.ts';
import { rowsAt } from './rows-at.ts';
import { runQuery } from './run-query.ts';
import { type ColumnContext, DEFAULT_FORMAT, SACCT_COLUMNS } from './sacct-columns.ts';
import { parseSacctOptions, type SacctOptions } from './sacct-options.ts';
import { selectRuns } from './select-runs.ts';
import type { LocalTime } from './time-spec.ts';
import { SLURM_VERSION, type ToolCall } from './tool-call.ts';
import { wallTextIn } from './wall-text.ts';

/** Characters of one piece of output: measured, smaller and larger pieces are slower. */
const PIECE_CHARS = 32 * 1024;

/**
 * What `sacct` prints for a call, in pieces made as they are read. Throws KnownError (before the first piece) with
 * sacct's own words where it would refuse.
 */
export function answerSacct(call: ToolCall): Iterable<string> {
  const options = parseSacctOptions(call.args);
  if (options.version) return [`slurm ${SLURM_VERSION}\n`];
  if (options.helpFormat) return [helpFormat()];
  return answerQuery(call, options);
}

function answerQuery({ cluster, env, clockSeconds, timeZone }: ToolCall, options: SacctOptions): Iterable<string> {
  const wallText = wallTextIn(timeZone);
  const nowSeconds = cluster.nowSeconds ?? clockSeconds;
  const local: LocalTime = { nowSeconds, wallClock: wallClockIn(timeZone), wallText };
  const columns = chosenColumns(options.format ?? DEFAULT_FORMAT);
  const query = runQuery(options, local);
  const { gpu }: ClusterTaste = CLUSTER_TASTES[cluster.taste];
  const context: ColumnContext = {
    cluster: cluster.name,
    gpuType: gpu?.typed === true ? gpu.type : null,
    timeText: timeText(env.SLURM_TIME_FORMAT, wallText),
  };
  const layout = { kind: options.layout, delimiter: options.delimiter, header: options.header };
  const print = rowPrinter(columns, layout, context);
  return pieces(headerText(columns, layout), function* () {
    const accounting = { dayRuns: runsByDay(cluster), fromSeconds: cluster.fromSeconds, nowSeconds };
    for (const run of selectRuns(accounting, query)) {
      let lines = '';
      for (const row of rowsAt(run, nowSeconds, options.steps)) lines += print(row);
      yield lines;
    }
  });
}

function* pieces(header: string, lines: () => Iterable<string>): Generator<string> {
  let piece = header;
  for (const text of lines()) {
    piece += text;
    if (piece.length < PIECE_CHARS) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Four names to a line, as sacct lays them out. */
function helpFormat(): string {
  const cells = SACCT_COLUMNS.map(({ name }) => name.padEnd(19));
  const lines: string[] = [];
  for (let at = 0; at < cells.length; at += 4) lines.push(`${cells.slice(at, at + 4).join(' ')}\n`);
  return lines.join('');
}

function timeText(format: string | undefined, wallText: (epochSeconds: number) => string): ColumnContext['timeText'] {
  if (format === '%s') return String;
  if (format === undefined || format === '' || format === 'standard') return wallText;
  throw new KnownError(`SLURM_TIME_FORMAT=${format}: the demo prints standard times and %s only`);
}
