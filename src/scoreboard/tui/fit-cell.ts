import { fitText } from '../../platform/fit-text.ts';
import { cellWidth } from './cell-width.ts';

/** A text of at most `width` columns, also for 0 and below; a longer one is cut and ends with `mark`. */
export function fitCell(text: string, width: number, mark: string): string {
  if (width <= 0) return '';
  return cellWidth(text) <= width ? text : fitText(text, width, mark);
}
