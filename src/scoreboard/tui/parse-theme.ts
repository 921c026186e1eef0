import type { z } from 'zod';
import { nearest16, PALETTE, rgbOf, sgrOf } from './palette.ts';
import type { Role } from './screen.ts';
import type { Ground, Look, Theme } from './theme.ts';
import { type ThemeFile, themeFileSchema } from './theme-file.ts';
import { THEMES } from './themes.ts';

/** A theme, or a sentence that says what is wrong in its file and where. */
export type ParsedTheme = { readonly ok: true; readonly theme: Theme } | { readonly ok: false; readonly text: string };

/** SGR numbers of grounds are this much above those of texts. */
const GROUND = 10;

/** The theme that the text of a theme file makes. */
export function parseTheme(text: string): ParsedTheme {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, text: `it is not JSON: ${(error as SyntaxError).message}` };
  }
  const checked = themeFileSchema.safeParse(value);
  if (!checked.success) return { ok: false, text: faultText(checked.error.issues[0]!) };
  return { ok: true, theme: changedTheme(checked.data) };
}

function changedTheme({ name = 'own', base, border, background, selection, words, colors = {} }: ThemeFile): Theme {
  const from = THEMES.find((theme) => theme.name === base) ?? THEMES[0];
  const looks = { ...from.looks };
  for (const [role, look] of Object.entries(colors) as [Role, NonNullable<ThemeFile['colors']>[Role]][]) {
    if (look !== undefined) looks[role] = changedLook(looks[role], look);
  }
  return {
    name,
    border: border ?? from.border,
    background: background === undefined ? from.background : groundOf(background),
    selection: selection === undefined ? from.selection : (groundOf(selection)?.color ?? null),
    words: { ...from.words, ...defined(words ?? {}) },
    looks,
  };
}

/** A colour alone leaves weights and lines as they are. */
function changedLook(look: Look, change: NonNullable<NonNullable<ThemeFile['colors']>[Role]>): Look {
  if (typeof change === 'string') return { ...look, ...colourOf(change) };
  const { color, ...rest } = change;
  return { ...look, ...(color === undefined ? {} : colourOf(color)), ...defined(rest) };
}

/** A colour of the 16 is the terminal's own one, however many more it has. */
function colourOf(color: string): Pick<Look, 'color' | 'color16'> {
  if (color === 'default') return { color: null, color16: null };
  if (color.startsWith('#')) return { color, color16: sgrOf(nearest16(rgbOf(color))) };
  return { color: null, color16: sgrOf(PALETTE.findIndex(({ name }) => name === color)) };
}

function groundOf(color: string): Ground | null {
  if (color === 'default') return null;
  const index = color.startsWith('#') ? nearest16(rgbOf(color)) : PALETTE.findIndex(({ name }) => name === color);
  const [red, green, blue] = PALETTE[index]!.rgb;
  const hex = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  return { color: color.startsWith('#') ? color : hex, color16: sgrOf(index) + GROUND };
}

function defined<T extends object>(values: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/** A look is a colour or an object: what is wrong with the one that was meant says more than that it is neither. */
function faultText(issue: z.core.$ZodIssue, before: readonly PropertyKey[] = []): string {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') {
    const meant = issue.errors.find(([first]) => first !== undefined && !isWrongKind(first));
    if (meant !== undefined) return faultText(meant[0]!, path);
    return `${path.join('.')}: give a colour or an object`;
  }
  return path.length === 0 ? issue.message : `${path.join('.')}: ${issue.message}`;
}

function isWrongKind({ code, path }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && path.length === 0;
}
