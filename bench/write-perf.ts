import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- written by: npm run bench -- --write -->';
const END = '<!-- end of what is written -->';

const FIRST_TEXT = `# How fast it is

${BEGIN}
${END}
`;

/** Puts a text between two marks of a Markdown file; what people wrote around them stays. Makes a file that is missing. */
export function writePerf(path: string, text: string): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : FIRST_TEXT;
  const [begin, end] = [before.indexOf(BEGIN), before.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${path} does not have the lines ${BEGIN} and ${END}`);
  writeFileSync(path, `${before.slice(0, begin + BEGIN.length)}\n\n${text}\n${before.slice(end)}`);
}
