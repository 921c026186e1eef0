import { describe, expect, it } from 'vitest';
import { parseSacctOptions } from '../../../src/scoreboard/demo/sacct-options.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import { sacctArgs } from '../../../src/scoreboard/sacct/sacct-args.ts';

describe('S2 the command line of the poll', () => {
  it('is understood whole', () => {
    const args = sacctArgs({
      columns: ALL_COLUMNS,
      interval: { since: 1_700_000_000, until: 1_700_003_600 },
      steps: false,
    });
    expect(parseSacctOptions(args)).toMatchObject({
      allUsers: true,
      header: false,
      layout: 'parsable2',
      duplicates: true,
      steps: false,
      start: 'uts1700000000',
      end: 'uts1700003600',
      states: 'BF,CA,CD,DL,F,NF,OOM,PR,RQ,RV,TO',
      format: ALL_COLUMNS.join(','),
      users: null,
    });
  });
});

describe('C14 sacct’s command line', () => {
  it.each([
    ['short options in one word', ['-anPDX'], { header: false, layout: 'parsable2', duplicates: true, steps: false }],
    ['a value behind its letter', ['-Suts1700000000'], { start: 'uts1700000000' }],
    ['long options', ['--starttime=now', '--endtime', 'now', '--parsable'], { start: 'now', layout: 'parsable' }],
    [
      'lists given twice are joined',
      ['-s', 'CD', '--state=F', '-o', 'JobID', '-oUser'],
      { states: 'CD,F', format: 'JobID,User' },
    ],
    ['-u behind -a chooses users', ['-a', '-u', 'zorwug'], { allUsers: false, users: 'zorwug' }],
    ['-a behind -u takes all', ['-u', 'zorwug', '-a'], { allUsers: true }],
    ['nothing given', [], { header: true, layout: 'table', steps: true, duplicates: false, allUsers: false }],
  ])('%s', (_, args, expected) => {
    expect(parseSacctOptions(args)).toMatchObject(expected);
  });

  it.each([
    ['an option it does not have', ['--json'], "Unknown option '--json'"],
    ['an option without its value', ['-S'], 'argument missing'],
    ['words', ['hello'], 'Unknown arguments: hello'],
    ['other clusters', ['-M', 'all'], 'its own cluster only'],
  ])('refuses %s', (_, args, message) => {
    expect(() => parseSacctOptions(args)).toThrow(message);
  });
});
