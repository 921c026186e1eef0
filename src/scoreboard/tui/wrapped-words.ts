import { cellWidth } from './cell-width.ts';
import { fitCell } from './fit-cell.ts';

/** A text in lines of at most `width` columns, broken at blanks; a word that is longer is cut and ends with `cut`. */
export function wrappedWords(text: string, width: number, cut: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (cellWidth(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      line = fitCell(word, width, cut);
    }
  }
  return [...lines, line];
}
