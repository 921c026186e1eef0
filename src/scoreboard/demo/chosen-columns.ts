import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { SACCT_COLUMNS, type SacctColumn } from './sacct-columns.ts';

/**
 * The columns that a `--format` names, in its order. As in sacct a name may be in any case and cut short (the first
 * column that begins so is meant), `%20` behind it sets the width, and ALL stands for every column.
 * Throws KnownError for a name that is none.
 */
export function chosenColumns(format: string): SacctColumn[] {
  return format
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .flatMap(columnsOf);
}

function columnsOf(word: string): readonly SacctColumn[] {
  const [asked = '', width] = word.split('%');
  const start = asked.toLowerCase();
  if (start === 'all') return SACCT_COLUMNS;
  const found = SACCT_COLUMNS.find(({ name }) => name.toLowerCase().startsWith(start));
  if (found === undefined) throw new KnownError(`Invalid field requested: "${asked}"`, EXIT.failed);
  return [width === undefined ? found : { ...found, width: Number.parseInt(width, 10) || found.width }];
}
