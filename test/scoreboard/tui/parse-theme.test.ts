import { describe, expect, test } from 'vitest';
import { parseTheme } from '../../../src/scoreboard/tui/parse-theme.ts';
import { LIGHT_THEME } from '../../../src/scoreboard/tui/theme-light.ts';
import { OSRS_THEME } from '../../../src/scoreboard/tui/theme-osrs.ts';

const parsed = (file: unknown) => {
  const made = parseTheme(JSON.stringify(file));
  if (!made.ok) throw new Error(made.text);
  return made.theme;
};

describe('U4 a theme file', () => {
  test('says nothing: the default theme under its own name', () => {
    expect(parsed({})).toEqual({ ...OSRS_THEME, name: 'own' });
  });

  test('changes what it says and nothing else', () => {
    const file = {
      name: 'gold',
      base: 'light',
      border: 'double',
      words: { value: 'points' },
      colors: {
        bar: '#ff0000',
        up: 'bright-green',
        dim: { dim: true, bold: false },
        own: { color: 'default', bold: false },
      },
    };
    expect(parsed(file)).toEqual({
      ...LIGHT_THEME,
      name: 'gold',
      border: 'double',
      words: { ...LIGHT_THEME.words, value: 'points' },
      looks: {
        ...LIGHT_THEME.looks,
        bar: { color: '#ff0000', color16: 91 },
        up: { color: null, color16: 92 },
        dim: { ...LIGHT_THEME.looks.dim, dim: true, bold: false },
        own: { color: null, color16: null, bold: false },
      },
    });
  });

  test.each([
    ['#000000', { color: '#000000', color16: 40 }],
    ['#fafafa', { color: '#fafafa', color16: 107 }],
    ['blue', { color: '#0000ee', color16: 44 }],
    ['default', null],
  ])('a background of %s', (background, expected) => {
    expect(parsed({ background }).background).toEqual(expected);
  });

  test.each([
    ['#102030', '#102030'],
    ['default', null],
  ])('a selection of %s', (selection, expected) => {
    expect(parsed({ selection }).selection).toBe(expected);
  });

  test.each([
    ['{', /^it is not JSON: .*line 1 column 2/],
    ['[]', /expected object/],
    ['{"colour": {}}', /"colour"/],
    ['{"name": "light"}', /^name: there is such a theme already/],
    ['{"name": "My theme"}', /^name: give up to 24 of a to z/],
    ['{"base": "dark"}', /^base: .*"osrs"\|"plain"\|"high-contrast"\|"light"/],
    ['{"colors": {"bar": "#12"}}', /^colors\.bar: give #rrggbb or one of default, black, red/],
    ['{"colors": {"bar": "gold"}}', /^colors\.bar: give #rrggbb/],
    ['{"colors": {"bar": {"color": "gold"}}}', /^colors\.bar\.color: give #rrggbb/],
    ['{"colors": {"bar": {"bold": 1}}}', /^colors\.bar\.bold: .*boolean/],
    ['{"colors": {"bar": 3}}', /^colors\.bar: give a colour or an object$/],
    ['{"colors": {"bars": "red"}}', /^colors: .*"bars"/],
    ['{"words": {"metric": ""}}', /^words\.metric: /],
    ['{"words": {"crown": "\\u001b[2"}}', /^words\.crown: give letters and signs only/],
  ])('%s is told with its place', (text, expected) => {
    const made = parseTheme(text);
    expect(made.ok).toBe(false);
    expect(made.ok ? '' : made.text).toMatch(expected);
  });
});
