import { buildBoards } from '../../../src/scoreboard/leaderboards/build-boards.ts';
import { type Counted, emptyRoot, seconds, writeCluster } from './counted-root.ts';

const HOUR = 3600;
const run = (user: string, day: string, hours: number, account = 'lab'): Counted => ({
  ...{ user, day, account },
  ...{ jobs: 5, cpu_seconds: hours * HOUR, elapsed_seconds: hours * HOUR },
});

/** The instant of the boards, and five minutes later. */
export const ASOF = seconds('2026-09-30T12:00:00Z');
export const RULE = { nowSeconds: ASOF + 300, staleAfterSeconds: 7200 };

/**
 * A root with boards as of 2026-09-30T12:00:00Z. The last 30 days are 09-01 to 09-30, seven days ago they were 08-25 to
 * 09-23. CPU hours now / then: bob 21,000 / 1,000; alice 12,345.5 / 12,345.5; carol 500.25 / 5,500.25; dave 500.25 / -;
 * erin 0.5 / -. Zed has fewer than three jobs. Hammer's last good poll is three days old, negishi never had one.
 */
export async function fivePeople(): Promise<string> {
  const root = emptyRoot();
  const bell = [
    run('alice', '2025-12-24', 6172.75),
    run('alice', '2026-09-10', 12_345.5, 'class'),
    run('bob', '2026-09-10', 1000),
    run('carol', '2026-08-26', 5000),
    run('carol', '2026-09-02', 500.25),
    { ...run('zed', '2026-09-29', 99_999), jobs: 2 },
  ];
  const hammer = [
    run('bob', '2026-09-25', 20_000),
    run('dave', '2026-09-29', 500.25),
    run('erin-of-the-very-long-username-indeed', '2026-09-29', 0.5),
  ];
  writeCluster(root, 'bell', bell, '2026-09-30T11:59:00Z');
  writeCluster(root, 'hammer', hammer, '2026-09-27T12:00:00Z');
  writeCluster(root, 'negishi', [], null);
  const rules = { minJobs: 3, minAccountPeople: 3 };
  await buildBoards(
    { publishedName: (user) => user, namesKey: 'own' },
    { root, asofSeconds: ASOF, rules, staleAfterSeconds: 7200 },
  );
  return root;
}
