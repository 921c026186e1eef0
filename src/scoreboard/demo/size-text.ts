const UNITS = ['', 'K', 'M', 'G', 'T', 'P'] as const;

/**
 * A size as Slurm prints it: shortened by 1024 as long as that leaves whole or half units (1536 M is `1.50G`, 1025 M
 * stays). `value` is in `unit`. Source: convert_num_unit2 in Slurm's slurm_protocol_api.c; table of real strings.
 */
export function sizeText(value: number, unit: '' | 'K' | 'M'): string {
  let size = value;
  let power = UNITS.indexOf(unit);
  if (size === 0) return '0';
  while (size >= 1024 && Math.floor(size) % 512 === 0 && power < UNITS.length - 1) {
    size /= 1024;
    power++;
  }
  return `${Number.isInteger(size) ? size : size.toFixed(2)}${UNITS[power]}`;
}
