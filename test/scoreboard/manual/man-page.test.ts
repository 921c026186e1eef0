import { describe, expect, test } from 'vitest';
import {
  chapter,
  example,
  item,
  manPage,
  paragraph,
  seeAlso,
  subchapter,
} from '../../../src/scoreboard/manual/man-page.ts';

describe('I3 pieces of a manual page', () => {
  test('the head names the page, its section and the version, and no date', () => {
    const page = manPage({ name: 'slurm-sb.yaml', section: 5, summary: 'settings', version: '1.2.3' }, ['.SH X', 'y']);
    const lines = page.split('\n');
    expect(lines[1]).toBe('.TH SLURM\\-SB.YAML 5 "" "slurm\\-sb 1.2.3" "File Formats"');
    expect(page).toMatch(/\n\.SH NAME\nslurm\\-sb\.yaml \\- settings\n\.SH X\ny\n$/);
  });

  test('a heading begins its first paragraph by itself', () => {
    expect(chapter('see also', [...paragraph('one'), ...paragraph('two')])).toEqual([
      '.SH SEE ALSO',
      'one',
      '.PP',
      'two',
    ]);
    expect(subchapter('Look after', paragraph('one'))).toEqual(['.SS Look after', 'one']);
  });

  test('an item has its tag in one line, and what belongs to it below', () => {
    expect(item('tag', 'text')).toEqual(['.TP', 'tag', 'text']);
    expect(item('tag', 'text', paragraph('more'))).toEqual(['.TP', 'tag', 'text', '.RS', '.PP', 'more', '.RE']);
    expect(item(Array(60).fill('word').join(' '), 'text')).toHaveLength(3);
  });

  test('a command line that is too long goes on after a backslash, before an option', () => {
    const start = 'slurm-sb poll --cluster hammer --backfill-start 2025-07-01';
    expect(example([`${start} --once --root DIR`])).toEqual([
      '.PP',
      '.EX',
      'slurm\\-sb poll \\-\\-cluster hammer \\-\\-backfill\\-start 2025\\-07\\-01 \\(rs',
      '    \\-\\-once \\-\\-root DIR',
      '.EE',
    ]);
    expect(example(['x'.repeat(90)])[2]).toBe('x'.repeat(90));
  });

  test('other pages are named with their sections', () => {
    expect(
      seeAlso([
        ['sacct', 1],
        ['crontab', 5],
      ]),
    ).toEqual(['.SH SEE ALSO', '\\fBsacct\\fR(1), \\fBcrontab\\fR(5)']);
  });
});
