/**
 * Builds boards from a root once, in a process of its own, and prints how long that took, in milliseconds, and the
 * process's greatest memory so far, in MB.
 * usage: node bench/rollups/time-boards.ts ROOT --asof TIME (--fresh | --only CLUSTER)
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { buildBoards } from '../../src/scoreboard/leaderboards/build-boards.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { asof: { type: 'string', default: '' }, fresh: { type: 'boolean' }, only: { type: 'string' } },
});
const [root = ''] = positionals;
const start = performance.now();
const { written, unchanged } = await buildBoards(
  { publishedName: (user) => user, namesKey: 'own' },
  {
    root,
    asofSeconds: Date.parse(values.asof) / 1000,
    rules: { minJobs: 3, minAccountPeople: 3 },
    staleAfterSeconds: 3600,
    fresh: values.fresh === true,
    only: values.only === undefined ? undefined : [values.only],
  },
);
const taken = performance.now() - start;
if (unchanged > 0) throw new Error(`${unchanged} boards were there already, and ${written} were written`);
process.stdout.write(`${taken} ${process.resourceUsage().maxRSS / 1000}\n`);
