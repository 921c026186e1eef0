import { DAY_SECONDS } from './calendar.ts';
import { groupThousands } from './count-text.ts';
import type { MetricUnit } from './metrics.ts';

const SIZES = ['MB', 'GB', 'TB', 'PB', 'EB'] as const;

const WRITERS: Record<MetricUnit, (value: number) => string> = {
  hours: (hours) => grouped(hours, 1),
  count: (count) => grouped(count, Number.isInteger(count) ? 0 : 1),
  ratio: (ratio) => `${grouped(ratio * 100, 1)}%`,
  megabytes: size,
  seconds: (seconds) => slurmTime(Math.round(seconds)),
};

/**
 * A metric's value as people read it (spec U6): thousands grouped by commas, hours with one decimal, ratios as
 * percent, MB as MB, GB, TB (steps of 1000), seconds as Slurm writes a time (`D-HH:MM:SS`). Independent of locale.
 */
export function humanValue(value: number, unit: MetricUnit): string {
  return value < 0 ? `-${WRITERS[unit](-value)}` : WRITERS[unit](value);
}

/** A change of a value with its sign; `0` when there is none to be seen. */
export function humanChange(change: number, unit: MetricUnit): string {
  const text = humanValue(Math.abs(change), unit);
  if (!/[1-9]/.test(text)) return '0';
  return `${change < 0 ? '-' : '+'}${text}`;
}

function grouped(value: number, decimals: number): string {
  const [whole = '', fraction] = value.toFixed(decimals).split('.');
  const groups = groupThousands(whole);
  return fraction === undefined ? groups : `${groups}.${fraction}`;
}

function size(megabytes: number): string {
  let step = 0;
  let value = megabytes;
  while (step < SIZES.length - 1 && Number(value.toFixed(1)) >= 1000) {
    value /= 1000;
    step++;
  }
  return `${grouped(value, 1)} ${SIZES[step]}`;
}

function slurmTime(seconds: number): string {
  const days = Math.floor(seconds / DAY_SECONDS);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days === 0 ? clock : `${days}-${clock}`;
}
