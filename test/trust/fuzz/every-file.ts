import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildBoards } from '../../../src/scoreboard/leaderboards/build-boards.ts';
import { updateUserFiles } from '../../../src/scoreboard/leaderboards/update-user-files.ts';
import { keepFacts } from '../../../src/scoreboard/sacct/slurm-facts.ts';
import { type GoodRoot, goodRoot, NOON } from '../../scoreboard/poll/doctor/good-root.ts';

/** The record of a commit 7 that was cut. */
export const CUT_COMMIT = JSON.stringify({
  number: 7,
  moves: [
    {
      from: 'agg/rollups/daily/.2026-08.json.7.0123456789abcdef.staged',
      to: 'agg/rollups/daily/2026-08.json',
    },
  ],
});

/** A root in which every kind of file is there, made by the program's own writers where it has some. */
export async function everyFile(): Promise<GoodRoot> {
  const good = await goodRoot();
  const { root, hammer, clock } = good;
  const now = clock.nowMs() / 1000;
  await updateUserFiles({ cluster: 'hammer', layout: hammer, asof: NOON });
  const rules = { minJobs: 1, minAccountPeople: 1 };
  await buildBoards(
    { publishedName: (user) => user, namesKey: 'own' },
    { root, asofSeconds: now, rules, staleAfterSeconds: 86_400 },
  );
  await keepFacts(hammer.slurm, {
    schema_version: 1,
    kind: 'slurm',
    sacct: 'sacct',
    slurm_conf: null,
    version: '22.05.8',
    columns: ['JobID', 'User', 'State', 'ElapsedRaw', 'Submit', 'End'],
    cluster_name: 'hammer',
    asked_at: now,
  });
  const config = join(root, 'config');
  mkdirSync(config, { recursive: true });
  writeFileSync(join(config, 'config.yaml'), 'min_jobs: 1\nfailure_states: [FAILED, TIMEOUT]\n');
  writeFileSync(join(config, 'policy.json'), '{"hammer": {"rate_limit_per_min": 3}}\n');
  writeFileSync(join(config, 'theme.json'), '{"name": "site", "base": "plain", "colors": {"title": "#aa5500"}}\n');
  writeFileSync(
    `${hammer.lock}.owner.json`,
    '{"host":"login9","pid":4711,"startedTicks":99,"since":"2026-09-15T11:00:00Z"}\n',
  );
  return good;
}

/** All files below a folder, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
