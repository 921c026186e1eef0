/**
 * Writes the accounting of a synthetic month as sacct prints it for a poll: `-P -n`, all columns, epoch times, steps.
 * The same options give the same bytes; nothing of it is kept in memory.
 * usage: node bench/accounting/write-accounting.ts --jobs N [--steps all|one|none] [--users N] [--active PERCENT]
 *        [--cluster NAME] [--seed N] [--month YYYY-MM] > FILE
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { type AccountingShape, accountingText } from './accounting-text.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string' },
    steps: { type: 'string', default: 'all' },
    users: { type: 'string', default: '2000' },
    active: { type: 'string', default: '100' },
    cluster: { type: 'string', default: 'bench' },
    seed: { type: 'string', default: '1' },
    month: { type: 'string', default: '2026-08' },
  },
});
const { steps, month, cluster } = values;
if (steps !== 'all' && steps !== 'one' && steps !== 'none') throw new Error(`--steps ${steps}: all, one or none`);
const shape: AccountingShape = {
  jobs: wholeNumber('jobs', values.jobs),
  users: wholeNumber('users', values.users),
  activeShare: wholeNumber('active', values.active) / 100,
  cluster,
  seed: wholeNumber('seed', values.seed),
  steps,
  month,
};
for (const piece of accountingText(shape)) {
  if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

function wholeNumber(name: string, text = ''): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} ${text}: a whole number is wanted`);
  return Number(text);
}
