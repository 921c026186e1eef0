import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { themeChoice } from '../../../src/scoreboard/tui/theme-choice.ts';
import { emptyFolder } from '../place.ts';

function rootWithTheme(text: string): string {
  const root = emptyFolder();
  mkdirSync(join(root, 'config'));
  writeFileSync(join(root, 'config/theme.json'), text);
  return root;
}

test('U4 the usual theme, and one by name whatever its case', async () => {
  const root = emptyFolder();
  expect((await themeChoice(root, null)).theme.name).toBe('osrs');
  expect((await themeChoice(root, 'High-Contrast')).theme.name).toBe('high-contrast');
});

test('U2 another word is refused with the good ones, the root’s own among them', async () => {
  const root = rootWithTheme('{"name":"campus","base":"plain"}');
  await expect(themeChoice(root, 'campu')).rejects.toMatchObject({
    exitCode: 2,
    message: '--theme "campu": choose one of campus, osrs, plain, high-contrast, light (did you mean campus?)',
  });
});

test('U4 the root’s own theme is the usual one where there is one', async () => {
  const root = rootWithTheme('{"name":"campus","base":"plain","border":"none"}');
  const { theme, themes, problem } = await themeChoice(root, null);
  expect([theme.name, theme.border, problem]).toEqual(['campus', 'none', null]);
  expect(themes.map(({ name }) => name)).toEqual(['campus', 'osrs', 'plain', 'high-contrast', 'light']);
  expect((await themeChoice(root, 'osrs')).theme.name).toBe('osrs');
});

test('U5 one that is broken is told and left out', async () => {
  const { theme, problem } = await themeChoice(rootWithTheme('{"border":"triple"}'), null);
  expect(theme.name).toBe('osrs');
  expect(problem).toMatch(/config\/theme\.json: border: /);
});
