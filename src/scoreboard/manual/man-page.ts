import { bold, italic, literalLines, markedText, roffText, textLine, textLines } from './roff.ts';

/** The head of a page of the manual. */
export type PageTitle = {
  /** `slurm-sb`. */
  readonly name: string;
  readonly section: 1 | 5;
  /** What whatis(1) says of it, without a period. */
  readonly summary: string;
  /** Of the program, `0.1.0`; it stands where others have a date, which no build would give twice. */
  readonly version: string;
};

/** A page in the macros of man(7), from the lines that the functions below make. */
export function manPage({ name, section, summary, version }: PageTitle, body: readonly string[]): string {
  const volume = section === 1 ? 'User Commands' : 'File Formats';
  const head = [
    '.\\" Generated from the sources of slurm-sb; changes made here are lost.',
    `.TH ${roffText(name.toUpperCase())} ${section} "" "slurm\\-sb ${roffText(version)}" "${volume}"`,
    // Left-aligned and without hyphenation: names must stay whole. `.EE` turns hyphenation on again by the register HY.
    '.ad l',
    '.nh',
    '.nr HY 0',
    // One blank between sentences, wherever a line of this file ends.
    '.ss 12 0',
    ...chapter('name', [`${roffText(name)} \\- ${roffText(summary)}`]),
  ];
  return `${[...head, ...body].join('\n')}\n`;
}

/** A section with a heading in capitals. */
export function chapter(title: string, body: readonly string[]): string[] {
  return [`.SH ${roffText(title.toUpperCase())}`, ...opened(body)];
}

/** A section within a section. */
export function subchapter(title: string, body: readonly string[]): string[] {
  return [`.SS ${roffText(title)}`, ...opened(body)];
}

/** A heading begins a paragraph by itself. */
function opened(body: readonly string[]): readonly string[] {
  return body[0] === '.PP' ? body.slice(1) : body;
}

/** A paragraph of escaped text. */
export function paragraph(escaped: string): string[] {
  return ['.PP', ...textLines(escaped)];
}

/** What is explained, with its explanation set in below it, both escaped; more lines may follow in the same depth. */
export function item(tag: string, escaped: string, more: readonly string[] = []): string[] {
  const below = more.length === 0 ? [] : ['.RS', ...more, '.RE'];
  return ['.TP', textLine(tag), ...textLines(escaped), ...below];
}

/** Columns that lines as they are typed may fill: 80 less the depth of what stands within an item. */
const TYPED_WIDTH = 64;

/** Lines as they are typed; a command line that is too long goes on after a backslash. */
export function example(lines: readonly string[]): string[] {
  return ['.PP', ...literalLines(lines.flatMap(folded))];
}

function folded(line: string): string[] {
  const place = line.lastIndexOf(' --', TYPED_WIDTH);
  if (line.length <= TYPED_WIDTH || place <= 0) return [line];
  return [`${line.slice(0, place)} \\`, ...folded(`    ${line.slice(place + 1)}`)];
}

/** Paths and what they hold. */
export function fileItems(files: readonly (readonly [path: string, holds: string])[]): string[] {
  return files.flatMap(([path, holds]) => item(italic(path), markedText(holds)));
}

/** Pages to read next, `['slurm-sb', 1]`. */
export function seeAlso(pages: readonly (readonly [name: string, section: number])[]): string[] {
  return chapter('see also', textLines(pages.map(([name, section]) => `${bold(name)}(${section})`).join(', ')));
}
