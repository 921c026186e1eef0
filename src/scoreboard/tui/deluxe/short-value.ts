import { humanValue } from '../../../domain/human-value.ts';
import { type NumberStyle, valueText } from '../number-text.ts';
import { compactNumber } from './compact-number.ts';

/** A value as exactly as its room allows: as people read it, else in whole numbers, else in thousands or millions. */
export function shortValue(value: number | undefined, style: NumberStyle): string {
  const { unit, raw, width } = style;
  if (value === undefined) return valueText(value, style);
  const isAmount = (unit === 'hours' || unit === 'count') && value >= 1;
  const texts = [
    ...(raw ? [String(value)] : []),
    humanValue(value, unit),
    ...(unit === 'ratio' ? [`${Math.round(value * 100)}%`] : []),
    ...(isAmount ? [humanValue(Math.round(value), 'count'), compactNumber(value)] : []),
  ];
  return texts.find((text) => text.length <= width) ?? valueText(value, style);
}
