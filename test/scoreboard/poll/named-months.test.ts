import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Month } from '../../../src/domain/calendar.ts';
import { sealJson } from '../../../src/platform/checked-json.ts';
import { namedRollups, namesAny } from '../../../src/scoreboard/poll/named-months.ts';
import { clusterLayout } from '../../../src/scoreboard/rollups/root-layout.ts';
import { emptyRoot, writeCluster } from '../leaderboards/counted-root.ts';

const MONTH = '2026-08' as Month;

let root = '';
beforeEach(() => {
  root = emptyRoot();
  writeCluster(root, 'bell', [
    { day: '2026-08-03', user: 'ann', jobs: 1 },
    { day: '2026-08-03', user: 'q"uote', jobs: 1 },
    { day: '2026-08-04', user: 'bob', jobs: 2 },
  ]);
});
afterEach(() => rmSync(root, { recursive: true }));

const ALL = ['ann', 'bob', 'q"uote'];

/** Writes the file of days anew as `change` makes it of its text without the checksum. */
function rewriteDays(change: (text: string) => Buffer): void {
  const path = clusterLayout(root, 'bell').daily(MONTH);
  const text = readFileSync(path, 'utf8').replace(/,"checksum":"[^"]*"\}\n$/, '}');
  writeFileSync(path, change(text));
}

async function found() {
  const rollups = await namedRollups(clusterLayout(root, 'bell'), [MONTH]);
  return rollups.map(({ kind, users, damaged }) => ({ kind, users: [...users].sort(), isDamaged: damaged !== null }));
}

const whole = (kind: string, users = ALL) => ({ kind, users, isDamaged: false });

describe('F6 whom rollups name', () => {
  it('as our own writer makes them', async () => {
    expect(await found()).toEqual([whole('monthly'), whole('daily')]);
  });

  it('in a whole file that is laid out otherwise', async () => {
    rewriteDays((text) => sealJson(JSON.stringify(JSON.parse(text), null, 2).replace(/\n\}$/, '}')));
    expect(await found()).toEqual([whole('monthly'), whole('daily')]);
  });

  it('in a whole file of another cluster', async () => {
    rewriteDays((text) => sealJson(text.replace('"cluster":"bell"', '"cluster":"hammer"')));
    expect(await found()).toEqual([whole('monthly'), whole('daily')]);
  });

  it('in a damaged file, and whatever stands in it somewhere', async () => {
    rewriteDays((text) => Buffer.from(text.replace('["bob","lab",2', '["bob","lab";2')));
    expect(await found()).toEqual([whole('monthly'), { kind: 'daily', users: ['ann', 'q"uote'], isDamaged: true }]);
    const [, daily] = await namedRollups(clusterLayout(root, 'bell'), [MONTH]);
    expect(['bob', 'eve'].map((user) => namesAny(daily!, new Set([user])))).toEqual([true, false]);
  });
});
