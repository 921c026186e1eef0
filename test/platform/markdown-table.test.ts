import { expect, it } from 'vitest';
import { markdownTable } from '../../src/platform/markdown-table.ts';

it('C7 a table in Markdown, its cells without markup', () => {
  const columns = [
    { title: 'User', align: 'left' },
    { title: 'Hours', align: 'right' },
  ] as const;
  const rows = [
    ['a|b', '1.0'],
    ['<b>*x*</b> [l](u) `c` \\', '2.0'],
    ['a\nb', '3.0'],
  ];
  expect(markdownTable(columns, rows)).toBe(
    [
      '| User | Hours |',
      '| :--- | ---: |',
      '| a\\|b | 1.0 |',
      '| &lt;b&gt;\\*x\\*&lt;/b&gt; \\[l\\](u) \\`c\\` \\\\ | 2.0 |',
      '| a?b | 3.0 |',
      '',
    ].join('\n'),
  );
});
