import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow, tsvRow } from '../../src/platform/delimited-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\t', '\\', '=', '-', 'ü', ' ', "'") });
const cells = fc.array(text, { minLength: 1, maxLength: 6 });
const guarded = (cell: string): string => (/^[\t\r\n]|^\s*[=+\-@]/.test(cell) ? `'${cell}` : cell);

/** One record of RFC 4180, read character by character. */
function readCsv(row: string): string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < row.length - 2; at++) {
    const char = row.charAt(at);
    if (char === '"' && quoted && row.charAt(at + 1) === '"') cell += row.charAt(at++);
    else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      found.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...found, cell];
}

describe('C7 what is written can be read again', () => {
  it('CSV', () => {
    fc.assert(
      fc.property(cells, (row) => {
        expect(readCsv(csvRow(row))).toEqual(row.map(guarded));
      }),
    );
  });

  it('TSV is one line, with a tab between cells', () => {
    const ESCAPES: Record<string, string> = { t: '\t', n: '\n', r: '\r', '\\': '\\' };
    fc.assert(
      fc.property(cells, (row) => {
        const line = tsvRow(row);
        expect(line.indexOf('\n')).toBe(line.length - 1);
        const read = line.slice(0, -1).split('\t');
        expect(read.map((cell) => cell.replace(/\\(.)/g, (_, char) => ESCAPES[char]!))).toEqual(row.map(guarded));
      }),
    );
  });
});
