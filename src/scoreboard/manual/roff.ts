/** Longest line of roff source, where words allow it. */
const SOURCE_WIDTH = 100;

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\(rs',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
};

/** A text as it is, for a line or an argument of a macro: what roff (groff(7), roff(7)) gives a meaning is escaped. */
export function roffText(text: string): string {
  return Array.from(text.replace(/\s+/g, ' '), (character) => {
    if (/[\u0020-\u007e]/.test(character)) return ESCAPES[character] ?? character;
    const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
    return `\\[u${code}]`;
  }).join('');
}

/** A text in bold: what is typed as it stands. */
export function bold(text: string): string {
  return `\\fB${roffText(text)}\\fR`;
}

/** A text in italics: what is replaced by something. */
export function italic(text: string): string {
  return `\\fI${roffText(text)}\\fR`;
}

/** A text in which what stands between backticks is bold. */
export function markedText(text: string): string {
  return text
    .split(/`([^`]+)`/)
    .map((part, index) => (index % 2 === 0 ? roffText(part) : bold(part)))
    .join('');
}

/** An escaped text as lines of source; none of them can be taken for a request. */
export function textLines(escaped: string): string[] {
  const lines: string[] = [];
  for (const word of escaped.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= SOURCE_WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map(textLine);
}

/** An escaped text as one line of source. A line that begins with a period is a request; `\&` before it is nothing. */
export function textLine(line: string): string {
  return line.startsWith('.') ? `\\&${line}` : line;
}

/** Lines that are shown as they are, blanks and line ends kept. */
export function literalLines(lines: readonly string[]): string[] {
  const escaped = lines.map((line) => textLine(line.split(' ').map(roffText).join(' ')));
  return ['.EX', ...escaped, '.EE'];
}
