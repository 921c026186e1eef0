import { describe, expect, it } from 'vitest';
import { chosenColumns } from '../../../src/scoreboard/demo/chosen-columns.ts';
import { SACCT_COLUMNS } from '../../../src/scoreboard/demo/sacct-columns.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';

const names = (format: string): string[] => chosenColumns(format).map(({ name }) => name);

describe('S1 columns of -o', () => {
  it('knows every column the scoreboard reads, in the order asked', () => {
    expect(names(ALL_COLUMNS.join(','))).toEqual([...ALL_COLUMNS]);
  });

  it.each([
    ['any case', 'jobid,USER', ['JobID', 'User']],
    ['the first that begins so', 'Elap,JobI', ['Elapsed', 'JobID']],
    ['spaces and empty words do not count', ' JobID,, User ', ['JobID', 'User']],
    ['a column twice', 'JobID,JobID', ['JobID', 'JobID']],
  ])('takes %s', (_, format, expected) => {
    expect(names(format)).toEqual(expected);
  });

  it('takes widths, left-justified ones too', () => {
    expect(chosenColumns('User%20,JobID%-30,State').map(({ width }) => width)).toEqual([20, -30, 10]);
  });

  it('ALL is every column', () => {
    expect(chosenColumns('all')).toEqual(SACCT_COLUMNS);
  });

  it('refuses an unknown one in sacct’s words', () => {
    expect(() => chosenColumns('JobID,Foo')).toThrow('Invalid field requested: "Foo"');
  });
});
