import type { Theme } from './theme.ts';
import { HIGH_CONTRAST_THEME } from './theme-high-contrast.ts';
import { LIGHT_THEME } from './theme-light.ts';
import { OSRS_THEME } from './theme-osrs.ts';
import { PLAIN_THEME } from './theme-plain.ts';

/** The themes that come with the program; the first is the default. */
export const THEMES: readonly [Theme, ...Theme[]] = [OSRS_THEME, PLAIN_THEME, HIGH_CONTRAST_THEME, LIGHT_THEME];
