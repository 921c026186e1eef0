import { optionItem, sentence } from './command-entry.ts';
import type { CommandFacts } from './command-facts.ts';
import { CACHE_FILES, commonVariables } from './common-variables.ts';
import { exitItems } from './exit-items.ts';
import { EXIT_MEANINGS } from './exit-meanings.ts';
import { chapter, example, fileItems, item, manPage, paragraph, seeAlso } from './man-page.ts';
import { bold, markedText, roffText } from './roff.ts';

/** What a key of the viewer does. */
export type KeyBinding = { readonly keys: string; readonly does: string };

const ABOUT = [
  'slurm-sb-tui shows the leaderboards that `slurm-sb poll` makes: who uses the clusters, who waits, who wastes. It ' +
    'reads files below the root only, reads them again as they change, and never asks Slurm anything.',
  'Where standard output is no terminal, or the terminal cannot be moved about in (`TERM` empty or dumb), it prints ' +
    'one plain table and ends.',
];

const FILES: readonly (readonly [path: string, holds: string])[] = [
  ['<root>/leaderboards/', 'The boards over all clusters.'],
  ['<root>/clusters/NAME/leaderboards/', 'The boards of one cluster.'],
  ['<root>/config/theme.json', 'Colours of a theme of your site.'],
  ['~/.slurm_scoreboard/config.yaml', 'Your own settings, slurm-sb.yaml(5).'],
  CACHE_FILES,
];

/** How the viewer ends: it changes nothing but the terminal. */
const ENDINGS: Readonly<Record<number, string>> = {
  0: 'you quit (also with Ctrl-C), or the table was printed',
  1: 'it failed',
  2: EXIT_MEANINGS[2],
  5: EXIT_MEANINGS[5],
  129: 'it was ended by SIGHUP, or its terminal went away',
  130: 'it was ended by SIGINT from elsewhere',
  131: 'it was ended by SIGQUIT',
  143: 'it was ended by SIGTERM',
};

/** Keys that old terminals and character sets have no signs for. */
const KEY_NAMES: readonly (readonly [sign: string, name: string])[] = [
  ['↑', 'Up'],
  ['↓', 'Down'],
  ['→', 'Right'],
  ['←', 'Left'],
];

/** slurm-sb-tui(1). */
export function tuiPage(program: CommandFacts, keys: readonly KeyBinding[], version: string): string {
  const title = { name: program.name, section: 1, version, summary: 'look at the leaderboards of slurm-sb' } as const;
  return manPage(title, [
    ...chapter('synopsis', textOf(program.name)),
    ...chapter(
      'description',
      ABOUT.flatMap((text) => paragraph(markedText(text))),
    ),
    ...chapter('options', program.options.flatMap(optionItem)),
    ...chapter(
      'keys',
      keys.flatMap(({ keys: names, does }) => item(bold(keyText(names)), roffText(sentence(keyText(does))))),
    ),
    ...chapter('exit status', exitItems(ENDINGS)),
    ...chapter('environment', [
      ...item(bold('SLURM_SB_ROOT'), markedText('The root when `--root` is not given.')),
      ...item(bold('TERM'), 'What the terminal can do.'),
      ...item(bold('NO_MOTION'), markedText('Set and not empty: nothing moves by itself, as with `--no-animation`.')),
      ...commonVariables(),
    ]),
    ...chapter('files', fileItems(FILES)),
    ...(program.examples.length === 0 ? [] : chapter('examples', example(program.examples))),
    ...seeAlso([
      ['slurm-sb', 1],
      ['slurm-sb.yaml', 5],
    ]),
  ]);
}

function textOf(name: string): string[] {
  return [`${bold(name)} [options]`];
}

function keyText(text: string): string {
  return KEY_NAMES.reduce((all, [sign, name]) => all.replaceAll(sign, name), text).replace(/ +/g, ' ');
}
