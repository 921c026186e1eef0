/** How a terminal shows a text; colours are SGR parameters such as `38;5;220`, empty for the terminal's own. */
export type SgrStyle = {
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
  readonly foreground: string;
  readonly background: string;
};

/** What a terminal shows texts in when nobody asked for anything. */
export const UNSTYLED: SgrStyle = {
  bold: false,
  dim: false,
  underline: false,
  inverse: false,
  foreground: '',
  background: '',
};

/**
 * The shortest sequence that leads from one style to another (ECMA-48, 8.3.117 SGR); empty when they are the same. Bold
 * and dim end together.
 */
export function sgrChange(from: SgrStyle, to: SgrStyle): string {
  if (isSame(from, to)) return '';
  if (isSame(to, UNSTYLED)) return '\u001b[0m';
  const codes = [
    ...weightCodes(from, to),
    from.underline === to.underline ? '' : to.underline ? '4' : '24',
    from.inverse === to.inverse ? '' : to.inverse ? '7' : '27',
    from.foreground === to.foreground ? '' : to.foreground || '39',
    from.background === to.background ? '' : to.background || '49',
  ];
  return `\u001b[${codes.filter((code) => code !== '').join(';')}m`;
}

function weightCodes(from: SgrStyle, to: SgrStyle): string[] {
  const hasEnd = (from.bold && !to.bold) || (from.dim && !to.dim);
  const isNew = { bold: to.bold && (hasEnd || !from.bold), dim: to.dim && (hasEnd || !from.dim) };
  return [hasEnd ? '22' : '', isNew.bold ? '1' : '', isNew.dim ? '2' : ''];
}

function isSame(a: SgrStyle, b: SgrStyle): boolean {
  return (Object.keys(UNSTYLED) as (keyof SgrStyle)[]).every((key) => a[key] === b[key]);
}
