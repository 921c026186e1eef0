import type { ColourDepth } from './colour-depth.ts';
import { nearest256, rgbOf } from './palette.ts';
import type { Role } from './screen.ts';
import type { SgrStyle } from './sgr-style.ts';
import type { Look, Theme } from './theme.ts';

/** The style of a role on a plain line, and on the selected one. */
export type RoleStyles = (role: Role, isSelected: boolean) => SgrStyle;

/** How a theme's roles look with so many colours; each is worked out once. */
export function roleStyles(theme: Theme, depth: ColourDepth): RoleStyles {
  const known = new Map<string, SgrStyle>();
  return (role, isSelected) => {
    const key = isSelected ? `selected ${role}` : role;
    const style = known.get(key) ?? (isSelected ? selectedStyle : plainStyle)(theme, role, depth);
    known.set(key, style);
    return style;
  };
}

function plainStyle({ looks, background }: Theme, role: Role, depth: ColourDepth): SgrStyle {
  const look = looks[role];
  const { bold = false, dim = false, underline = false, inverse = false } = look;
  return {
    ...{ bold, dim, underline, inverse },
    foreground: foregroundCode(look, depth),
    background: background === null ? '' : colourCode(background, depth, 48),
  };
}

/** The frame stays as it is. Colours stay where the selection has one of its own; an inverse line is all of one colour, for many would dazzle. */
function selectedStyle(theme: Theme, role: Role, depth: ColourDepth): SgrStyle {
  const style = plainStyle(theme, role, depth);
  if (role === 'border') return style;
  const hasColours = depth === '256' || depth === '16m';
  if (theme.selection !== null && hasColours) {
    return { ...style, background: colourCode({ color: theme.selection, color16: null }, depth, 48) };
  }
  return { ...style, dim: false, inverse: true, foreground: foregroundCode(theme.looks.text, depth) };
}

function foregroundCode(look: Look, depth: ColourDepth): string {
  return colourCode(look, depth, 38);
}

/** `plane` is 38 for text, 48 for what is behind it. */
function colourCode({ color, color16 }: Pick<Look, 'color' | 'color16'>, depth: ColourDepth, plane: 38 | 48): string {
  if (depth === 'none') return '';
  if (depth === '16' || color === null) return color16 === null ? '' : String(color16);
  const rgb = rgbOf(color);
  return depth === '256' ? `${plane};5;${nearest256(rgb)}` : `${plane};2;${rgb.join(';')}`;
}
