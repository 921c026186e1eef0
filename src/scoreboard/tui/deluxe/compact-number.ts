const SCALES = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** A number from 0 on in at most four characters, rounded: `0.5`, `12`, `1.2k`, `999k`, `3.4M`; below 10 with a decimal. */
export function compactNumber(value: number): string {
  if (value > 0 && value < 0.05) return '<0.1';
  let scale = 0;
  let scaled = value;
  while (scale < SCALES.length - 1 && Math.round(scaled) >= 1000) {
    scaled /= 1000;
    scale++;
  }
  const digits = scaled.toFixed(1);
  return `${digits.length > 3 ? scaled.toFixed(0) : digits.replace('.0', '')}${SCALES[scale]}`;
}
