/**
 * Whether a value that came out of JSON is a list of board rows, by user or by account: the same answer as the schema of
 * domain/board.ts gives, in a tenth of its time, which a viewer with thousands of rows would spend at every reading.
 */
export function areBoardRows(value: unknown, by: 'user' | 'account'): boolean {
  return Array.isArray(value) && value.every((row: unknown) => isRow(row, by));
}

type Fields = Readonly<Record<string, unknown>>;

function isRow(row: unknown, by: string): boolean {
  if (!isObject(row)) return false;
  const { values, ranks, moves, spark } = row;
  return (
    typeof row[by] === 'string' &&
    holds(values, isNumber) &&
    holds(ranks, isNumber) &&
    holds(moves, isMove) &&
    Array.isArray(spark) &&
    spark.every(isNumber)
  );
}

function isMove(move: unknown): boolean {
  return isObject(move) && isRankOrNull(move.rank) && (move.value === null || isNumber(move.value));
}

function isRankOrNull(rank: unknown): boolean {
  return rank === null || Number.isSafeInteger(rank);
}

function isNumber(value: unknown): boolean {
  return Number.isFinite(value);
}

function holds(value: unknown, fits: (one: unknown) => boolean): boolean {
  if (!isObject(value)) return false;
  for (const key in value) if (!fits(value[key])) return false;
  return true;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
