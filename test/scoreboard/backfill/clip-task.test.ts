import { expect, it } from 'vitest';
import { clipTask } from '../../../src/scoreboard/backfill/clip-task.ts';
import type { Task } from '../../../src/scoreboard/backfill/next-task.ts';

it.each<[string, Task['kind'], number | null, number, number]>([
  ['where no limit is known it stays', 'catch-up', null, 1000, 9000],
  ['one of the limit’s length stays', 'catch-up', 8000, 1000, 9000],
  ['a longer one ends sooner', 'catch-up', 3000, 1000, 4000],
  ['so does the second look', 'late-sweep', 3000, 1000, 4000],
  ['time before the covered one is read from its near end', 'earlier', 3000, 6000, 9000],
])('a slice and the longest query that accounting answers: %s', (_, kind, longest, since, until) => {
  expect(clipTask({ kind, interval: { since: 1000, until: 9000 } }, longest)).toEqual({
    kind,
    interval: { since, until },
  });
});
