import type { Chance } from './chance.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

const DEEP = 20_000;

const VALUES: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0,
  () => 0.5,
  () => 2 ** 53,
  () => 1e300,
  () => 1e11,
  () => '',
  () => [],
  () => ({}),
  () => '2026-02-30T25:61:61Z',
  () => '9999-12-31T23:59:59Z',
  () => ['x', ['x']],
  () => 'y'.repeat(100_000),
];

/** JSON of an object with one to three values, keys or members replaced, left out, doubled or brought in. */
export function spoilJson(text: string, chance: Chance): string {
  const value = JSON.parse(text) as unknown;
  for (let times = 1 + chance.below(3); times > 0; times--) spoilWithin(value, chance);
  const json = JSON.stringify(value);
  // Deeper than JSON.stringify itself can write.
  return chance.once(30) ? json.replace(/\}$/, `,"deep":${'['.repeat(DEEP)}${']'.repeat(DEEP)}}`) : json;
}

function spoilWithin(value: unknown, chance: Chance): void {
  if (typeof value !== 'object' || value === null) return;
  const keys = Object.keys(value);
  if (keys.length === 0) return;
  const key = chance.oneOf(keys);
  const fields = value as Record<string, unknown>;
  const inner = fields[key];
  if (typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0 && !chance.once(4)) {
    spoilWithin(inner, chance);
    return;
  }
  switch (chance.below(6)) {
    case 0:
      if (Array.isArray(value)) value.splice(Number(key), 1);
      else delete fields[key];
      break;
    case 1:
      fields[key] = chance.oneOf(HOSTILE_TEXTS);
      break;
    case 2:
      if (Array.isArray(value)) value.push(inner, inner);
      else
        Object.defineProperty(fields, chance.oneOf(HOSTILE_TEXTS), {
          value: inner,
          ...{ configurable: true, enumerable: true, writable: true },
        });
      break;
    case 3:
      fields[key] = fields[chance.oneOf(keys)];
      break;
    default:
      fields[key] = chance.oneOf(VALUES)();
  }
}
