import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchPlace, BenchRow } from './bench.ts';
import { clustersSeries, monthsSeries } from './growth/boards-series.ts';
import { growthSvg, growthText } from './growth/growth-svg.ts';
import { rowsSeries, usersSeries } from './growth/ingest-series.ts';
import type { Series } from './growth/series.ts';

const MOST_RUNS = 3;

/** How what commands take grows with rows, users, months and clusters; with --write a picture of each in docs/. */
export const growth: Bench = async (place) => {
  const runs = Math.min(place.runs, MOST_RUNS);
  return [rowsSeries, usersSeries, monthsSeries, clustersSeries].flatMap((seriesOf) => {
    const series = seriesOf({ ...place, runs });
    process.stderr.write(`  ${series.name}\n`);
    if (place.pictures !== null) writeFileSync(join(place.pictures, `${series.name}.svg`), growthSvg(series));
    return rowsOf(series, runs);
  });
};

function rowsOf(series: Series, runs: BenchPlace['runs']): BenchRow[] {
  const texts = growthText(series);
  const last = series.points.at(-1);
  if (last === undefined) return [];
  const about = { id: '', reach: null, yardstick: null, runs };
  const at = `${series.title}; at ${last.x.toLocaleString('en-US')} ${series.xTitle}`;
  return [
    { ...about, what: `${at}: wall time`, result: texts.wall, unit: 's', own: last.wall },
    { ...about, what: `${at}: processor time`, result: texts.cpu, unit: 's', own: last.cpu },
    { ...about, what: `${at}: greatest memory`, result: texts.memory, unit: 'MB', own: last.memory },
  ];
}
