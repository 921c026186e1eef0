import stringWidth from 'string-width';

/** Pixels of a cell, and round the screen. */
const CELL = { width: 8.4, height: 18 };
const MARGIN = 14;

const PAPER = '#11140f';
const INK = '#d8d8d0';

/** The 16 colours as xterm has them, a little softer. */
const BASIC = [
  '#1c1c1c',
  '#d75f5f',
  '#5faf5f',
  '#d7af5f',
  '#5f87d7',
  '#af5faf',
  '#5fafaf',
  '#d0d0d0',
  '#6c6c6c',
  '#ff8787',
  '#87d787',
  '#ffd787',
  '#87afff',
  '#d787d7',
  '#87d7d7',
  '#ffffff',
];

/** How wide the screen is, and what it shows, for those who cannot see it. */
type Picture = { readonly columns: number; readonly title: string };

type Look = {
  color: string | null;
  paper: string | null;
  bold: boolean;
  dim: boolean;
  inverse: boolean;
  line: boolean;
};
const PLAIN: Look = { color: null, paper: null, bold: false, dim: false, inverse: false, line: false };

type Run = { readonly text: string; readonly x: number; readonly look: Look };

/**
 * A terminal's screen as a picture: lines as `tmux capture-pane -e` prints them (text and SGR codes, ECMA-48) to SVG.
 * Anything else than SGR in the lines is an error.
 */
export function terminalSvg(lines: readonly string[], { columns, title }: Picture): string {
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  let look = PLAIN;
  const drawn = lines.flatMap((line, row) => {
    const { runs, last } = runsOf(line, look);
    look = last;
    return runs.map((run) => runSvg(run, row));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="${PAPER}"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" xml:space="preserve">`,
    ...drawn,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function runsOf(line: string, before: Look): { runs: Run[]; last: Look } {
  const runs: Run[] = [];
  let look = before;
  let x = 0;
  for (const piece of line.split(/(\u001b\[[\d;:]*m)/)) {
    const codes = /^\u001b\[([\d;:]*)m$/.exec(piece)?.[1];
    if (codes !== undefined) {
      look = changed(look, codes);
    } else if (piece !== '') {
      if (piece.includes('\u001b')) throw new Error(`not an SGR code: ${JSON.stringify(piece)}`);
      runs.push({ text: piece, x, look });
      x += stringWidth(piece);
    }
  }
  return { runs, last: look };
}

function changed(before: Look, codes: string): Look {
  const numbers = codes.split(/[;:]/).map(Number);
  let look = { ...before };
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at]!;
    if (code === 38 || code === 48) {
      const isRgb = numbers[at + 1] === 2;
      const color = isRgb ? hex(numbers.slice(at + 2, at + 5)) : indexed(numbers[at + 2]!);
      look = code === 38 ? { ...look, color } : { ...look, paper: color };
      at += isRgb ? 4 : 2;
    } else {
      look = { ...look, ...simple(code) };
    }
  }
  return look;
}

function simple(code: number): Partial<Look> {
  if (code >= 30 && code <= 37) return { color: BASIC[code - 30]! };
  if (code >= 90 && code <= 97) return { color: BASIC[code - 82]! };
  if (code >= 40 && code <= 47) return { paper: BASIC[code - 40]! };
  switch (code) {
    case 0:
      return PLAIN;
    case 1:
      return { bold: true };
    case 2:
      return { dim: true };
    case 4:
      return { line: true };
    case 7:
      return { inverse: true };
    case 22:
      return { bold: false, dim: false };
    case 24:
      return { line: false };
    case 27:
      return { inverse: false };
    case 39:
      return { color: null };
    case 49:
      return { paper: null };
    default:
      return {};
  }
}

/** One of xterm's 256 colours. */
function indexed(index: number): string {
  if (index < 16) return BASIC[index]!;
  if (index >= 232) return hex([0, 1, 2].map(() => 8 + (index - 232) * 10));
  const cube = index - 16;
  return hex(
    [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => (step === 0 ? 0 : 55 + step * 40)),
  );
}

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function runSvg({ text, x, look }: Run, row: number): string {
  const top = MARGIN + row * CELL.height;
  const color = look.inverse ? (look.paper ?? PAPER) : (look.color ?? INK);
  const paper = look.inverse ? (look.color ?? INK) : look.paper;
  const place = `x="${left(x)}" y="${top}" width="${widthOf(text)}" height="${CELL.height}"`;
  const more = [
    look.bold ? ' font-weight="bold"' : '',
    look.dim ? ' opacity="0.6"' : '',
    look.line ? ' text-decoration="underline"' : '',
  ].join('');
  const words = wordsOf(text).map(({ word, at }) => {
    const room = `x="${left(x + at)}" y="${top + 13.5}" textLength="${widthOf(word)}" lengthAdjust="spacingAndGlyphs"`;
    return `<text ${room} fill="${color}"${more}>${escaped(word)}</text>`;
  });
  return [paper === null ? '' : `<rect ${place} fill="${paper}"/>`, ...words].join('');
}

/** Pieces between gaps of two blanks and more, each placed by itself, so that no font moves what stands far behind. */
function wordsOf(text: string): { word: string; at: number }[] {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: word, index }) => ({
    word,
    at: stringWidth(text.slice(0, index)),
  }));
}

function left(x: number): string {
  return (MARGIN + x * CELL.width).toFixed(1);
}

function widthOf(text: string): string {
  return (stringWidth(text) * CELL.width).toFixed(1);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
