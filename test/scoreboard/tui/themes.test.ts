import { describe, expect, test } from 'vitest';
import type { Theme } from '../../../src/scoreboard/tui/theme.ts';
import { HIGH_CONTRAST_THEME } from '../../../src/scoreboard/tui/theme-high-contrast.ts';
import { LIGHT_THEME } from '../../../src/scoreboard/tui/theme-light.ts';
import { OSRS_THEME } from '../../../src/scoreboard/tui/theme-osrs.ts';
import { THEMES } from '../../../src/scoreboard/tui/themes.ts';

/** Relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance). */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}

test('contrast is that of the definition', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

/** What a theme keeps to: least contrast of texts, of charts (WCAG 2.2, 1.4.11), of the frame and the room of a bar. */
type Least = { readonly text: number; readonly chart: number; readonly ornament: number };

/** Which of them a role is to keep to. */
function kindOf(role: string): keyof Least {
  if (role === 'bar' || role === 'spark') return 'chart';
  return role === 'border' || role === 'track' ? 'ornament' : 'text';
}

describe('U4 themes can be read', () => {
  test.each<[string, Theme, Least]>([
    ['high-contrast', HIGH_CONTRAST_THEME, { text: 7, chart: 7, ornament: 7 }],
    ['light', LIGHT_THEME, { text: 4.5, chart: 3, ornament: 1 }],
    ['osrs', OSRS_THEME, { text: 4.5, chart: 3, ornament: 1 }],
  ])('%s, on its background and on the selected line', (_, { looks, background, selection }, least) => {
    const grounds = [background!.color, ...(selection === null ? [] : [selection])];
    const faint = grounds.flatMap((ground) =>
      Object.entries(looks)
        .map(([role, { color }]) => ({ role, ground, contrast: contrast(color!, ground) }))
        .filter((one) => one.contrast < least[kindOf(one.role)]),
    );
    expect(faint).toEqual([]);
  });

  test.each(THEMES.map((theme) => [theme.name, theme] as const))(
    '%s has a colour of the 16 for every colour',
    (_, theme) => {
      for (const { color, color16 } of Object.values(theme.looks)) {
        if (color !== null) expect(color).toMatch(/^#[0-9a-f]{6}$/);
        if (color !== null) expect(color16).not.toBeNull();
        if (color16 !== null) expect(String(color16)).toMatch(/^(3|9)[0-7]$/);
      }
    },
  );

  test('the first is the default, and names are one’s own', () => {
    expect(THEMES.map(({ name }) => name)).toEqual(['osrs', 'plain', 'high-contrast', 'light']);
    expect(OSRS_THEME.words).toEqual({ crown: '♛', metric: 'skill', value: 'XP' });
  });
});
