import { z } from 'zod';
import { PALETTE } from './palette.ts';
import type { Role } from './screen.ts';
import { OSRS_THEME } from './theme-osrs.ts';
import { THEMES } from './themes.ts';

/** The names of the 16 colours, and the terminal's own. */
const COLOUR_NAMES = ['default', ...PALETTE.map(({ name }) => name)];

const ROLES = Object.keys(OSRS_THEME.looks) as Role[];
const BASES = THEMES.map(({ name }) => name);
const HEX = '#[0-9a-fA-F]{6}';

const colour = z
  .string()
  .regex(new RegExp(`^(${HEX}|${COLOUR_NAMES.join('|')})$`), `give #rrggbb or one of ${COLOUR_NAMES.join(', ')}`);

const look = z
  .strictObject({
    color: colour.describe('left out: as in the base theme'),
    bold: z.boolean(),
    dim: z.boolean(),
    underline: z.boolean(),
    inverse: z.boolean(),
  })
  .partial();

/** A word that takes few columns. */
const word = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{C}*$/u, 'give letters and signs only');

/** `<root>/config/theme.json`: a theme as changes to one that comes with the program. */
export const themeFileSchema = z.strictObject({
  $schema: z.string().optional().describe('for editors'),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,23}$/, 'give up to 24 of a to z, 0 to 9 and -, not - first')
    .refine((name) => !BASES.includes(name), `there is such a theme already; those are ${BASES.join(', ')}`)
    .optional()
    .describe('what --theme calls it; own when left out'),
  base: z.enum(BASES).optional().describe('the theme whose looks stay where nothing is said; osrs when left out'),
  border: z.enum(['double', 'single', 'none']).optional(),
  background: colour.optional().describe('behind everything; default: the terminal’s own'),
  selection: colour.optional().describe('behind the selected row; default: that row is inverse'),
  words: z
    .strictObject({
      crown: word(4).describe('before the title; may be empty'),
      metric: word(12).min(1).describe('what a metric is called, such as skill'),
      value: word(8).describe('what its value is called, such as XP; may be empty'),
    })
    .partial()
    .optional(),
  colors: z
    .partialRecord(z.enum(ROLES), z.union([colour, look]))
    .optional()
    .describe('looks by role: a colour, or an object with more'),
});

/** What a theme file says. */
export type ThemeFile = z.infer<typeof themeFileSchema>;
