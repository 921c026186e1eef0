import { type Line, plainLine } from './screen.ts';

/** Lines of a page under a title, after an empty line. */
export function sectionLines(title: string, lines: readonly Line[]): Line[] {
  return [plainLine(''), plainLine(title, 'title'), ...lines];
}
