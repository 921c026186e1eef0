import { expect, it } from 'vitest';
import { trustTable } from './table.ts';

it('a table of kinds of fault, sorted, with sums in the end', () => {
  const rows = [
    { fault: 'killed with -9', trials: 1000, lost: 0, doubled: 0, note: '950 at work' },
    { fault: 'disk full', trials: 24, lost: 2, doubled: 1 },
  ];
  expect(trustTable(rows)).toBe(
    [
      '| kind of fault  | trials | jobs lost | jobs doubled | seen        |',
      '|----------------|-------:|----------:|-------------:|-------------|',
      '| disk full      |     24 |         2 |            1 |             |',
      '| killed with -9 |  1,000 |         0 |            0 | 950 at work |',
      '| all            |  1,024 |         2 |            1 |             |',
      '',
    ].join('\n'),
  );
});
