/**
 * Writes a root of synthetic clusters as polls of many months leave it, through our own writers of rollups, filters and
 * cursors; a quarter of the people have jobs on a day. The same options give the same bytes.
 * usage: node bench/rollups/write-root.ts --clusters N --months N --users N [--until YYYY-MM-DD] [--seed N] ROOT
 */
import { parseArgs } from 'node:util';
import { isDay } from '../../src/domain/calendar.ts';
import { writeClusters } from './write-months.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clusters: { type: 'string' },
    months: { type: 'string' },
    users: { type: 'string' },
    until: { type: 'string', default: '2026-08-25' },
    seed: { type: 'string', default: '1' },
  },
});
const [root] = positionals;
const { until } = values;
if (root === undefined) throw new Error('name the root to be written');
if (!isDay(until)) throw new Error(`--until ${until}: a day YYYY-MM-DD is wanted`);
writeClusters(root, {
  clusters: wholeNumber('clusters', values.clusters),
  months: wholeNumber('months', values.months),
  users: wholeNumber('users', values.users),
  seed: wholeNumber('seed', values.seed),
  until,
  slices: 0,
});

function wholeNumber(name: string, text = ''): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} ${text}: a whole number is wanted`);
  return Number(text);
}
