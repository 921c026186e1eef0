import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monthOfDay } from '../../src/domain/calendar.ts';
import { clusterLayout, mergedBoards } from '../../src/scoreboard/rollups/root-layout.ts';
import { mustRun } from '../ingest.ts';
import { clusterName, type RootShape, writeClusters, writeMonth } from './write-months.ts';

/** A root with boards, to which one slice came afterwards; what is measured on it begins in one of two states. */
export type BoardSite = {
  readonly root: string;
  readonly slurmSb: string;
  readonly node: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of slurm-sb that build all boards of the root. */
  readonly build: readonly string[];
  /** The cluster to which the slice came. */
  readonly sliced: string;
  readonly asof: string;
  /** The files that its boards are made from when nothing was kept. */
  readonly files: readonly string[];
  /** No boards, and no sums are kept. */
  readonly makeBare: () => void;
  /** The boards, and the sums that are kept, are those of before the slice. */
  readonly makeOlder: () => void;
};

/** Where it is written: a deployed copy of the program, an empty folder, and months whose days the boards need too. */
export type SitePlace = { readonly prefix: string; readonly folder: string; readonly cutMonths: readonly string[] };

/** Writes the root and builds its boards twice, before the slice and after; takes a minute. */
export function boardSite({ prefix, folder, cutMonths }: SitePlace, shape: RootShape): BoardSite {
  const root = join(folder, 'root');
  const slurmSb = join(prefix, 'bin/slurm-sb');
  const env = { PATH: process.env.PATH ?? '', HOME: folder, LC_ALL: 'C' };
  const asof = `${shape.until}T13:00:00Z`;
  const build = ['leaderboards', '--root', root, '--asof', asof];
  const names = Array.from({ length: shape.clusters }, (_, index) => clusterName(index));
  const layouts = names.map((name) => clusterLayout(root, name));
  for (const name of names) mustRun(slurmSb, ['init', '--root', root, '--cluster', name], env);
  writeClusters(root, shape);
  mustRun(slurmSb, build, env);
  const made = [
    mergedBoards(root),
    ...layouts.flatMap(({ boards, boardSums, boardSumsNow }) => [boards, boardSums, boardSumsNow]),
  ];
  const older = made.map((path, index) => ({ path, copy: join(folder, 'older', String(index)) }));
  for (const { path, copy } of older) cpSync(path, copy, { recursive: true });
  const sliced = names[0]!;
  writeMonth(root, sliced, monthOfDay(shape.until), { ...shape, slices: 1 });
  mustRun(slurmSb, build, env);
  const makeBare = (): void => {
    for (const path of made) rmSync(path, { recursive: true, force: true });
    for (const { boards } of layouts) mkdirSync(boards);
    mustRun('sync', [], env);
  };
  return {
    ...{ root, slurmSb, env, build, sliced, asof, makeBare },
    node: join(prefix, 'lib/node'),
    files: layouts.flatMap(({ monthlyFolder, dailyFolder }) => [
      ...readdirSync(monthlyFolder).map((name) => join(monthlyFolder, name)),
      ...cutMonths.map((month) => join(dailyFolder, `${month}.json`)),
    ]),
    makeOlder: () => {
      for (const { path, copy } of older) {
        rmSync(path, { recursive: true, force: true });
        cpSync(copy, path, { recursive: true });
      }
      // What is measured flushes its files, and is not to wait for these.
      mustRun('sync', [], env);
    },
  };
}
