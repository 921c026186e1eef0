import { join } from 'node:path';
import { isSystemError } from '../../platform/is-system-error.ts';
import { readIfThere } from '../../platform/read-if-there.ts';
import { chooseWord } from '../leaderboards/choose-word.ts';
import type { Theme } from './theme.ts';
import { THEMES } from './themes.ts';

/** The themes that there are, the one to begin with, and what is wrong with the root's own (null: nothing). */
export type ThemeChoice = {
  readonly themes: readonly Theme[];
  readonly theme: Theme;
  readonly problem: string | null;
};

type OwnTheme = { readonly theme: Theme | null; readonly problem: string | null };

/**
 * The themes that come with the program and the root's own of `config/theme.json`, which is the usual one where there
 * is one. Throws KnownError (exit 2) that lists them when `name` is none of them.
 */
export async function themeChoice(root: string, name: string | null): Promise<ThemeChoice> {
  const { theme: own, problem } = await ownTheme(join(root, 'config/theme.json'));
  const themes = own === null ? THEMES : [own, ...THEMES];
  const usual = themes[0]!;
  if (name === null) return { themes, theme: usual, problem };
  const word = chooseWord({ option: '--theme', text: name, words: themes.map((theme) => theme.name) });
  return { themes, theme: themes.find((theme) => theme.name === word) ?? usual, problem };
}

/** What is wrong with a root's own theme; null: nothing, or there is none. */
export async function themeProblem(root: string): Promise<string | null> {
  return (await ownTheme(join(root, 'config/theme.json'))).problem;
}

async function ownTheme(path: string): Promise<OwnTheme> {
  const none: OwnTheme = { theme: null, problem: null };
  try {
    const bytes = await readIfThere(path);
    if (bytes === null) return none;
    // Rare, and what it takes to read one is not.
    const { parseTheme } = await import('./parse-theme.ts');
    const parsed = parseTheme(bytes.toString('utf8'));
    return parsed.ok ? { theme: parsed.theme, problem: null } : { theme: null, problem: `${path}: ${parsed.text}` };
  } catch (error) {
    if (isSystemError(error)) return { theme: null, problem: `${path}: ${error.message}` };
    throw error;
  }
}
