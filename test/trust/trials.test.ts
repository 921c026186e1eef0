import { expect, it } from 'vitest';
import { compareJobs } from './trials.ts';

it.each([
  ['the same', { a: 3, b: 1 }, { a: 3, b: 1 }, { lost: 0, doubled: 0 }],
  ['one too few', { a: 2, b: 1 }, { a: 3, b: 1 }, { lost: 1, doubled: 0 }],
  ['one too many', { a: 4, b: 1 }, { a: 3, b: 1 }, { lost: 0, doubled: 1 }],
  ['under another name: both', { b: 4 }, { a: 3, b: 1 }, { lost: 3, doubled: 3 }],
])('jobs that are %s', (_, found, expected, sum) => {
  expect(compareJobs(found, expected)).toEqual(sum);
});
