import { item } from './man-page.ts';
import { bold, italic, markedText } from './roff.ts';

/** Where both programs keep compiled code, for the files of a page of the manual. */
export const CACHE_FILES: readonly [path: string, holds: string] = [
  '~/.cache/slurm-sb/',
  'Compiled code of the program, a few MB, so that it starts faster. It can be deleted at any time.',
];

/** Variables of the environment that both programs read, as lines of a manual page. */
export function commonVariables(): string[] {
  const [folder] = CACHE_FILES;
  return [
    ...item(bold('NO_COLOR'), 'Set and not empty: no colours.'),
    ...item(
      `${bold('LC_ALL')}, ${bold('LC_CTYPE')}, ${bold('LANG')}`,
      'Bars and arrows are drawn where these say UTF\\-8.',
    ),
    ...item(
      bold('XDG_CACHE_HOME'),
      `${markedText('The folder of your caches, an absolute path:')} ${italic('slurm-sb/')} ${markedText('in it is used in place of')} ${italic(folder)}.`,
    ),
    ...item(bold('NODE_DISABLE_COMPILE_CACHE'), markedText('Set to `1`: no compiled code is kept or used.')),
  ];
}
