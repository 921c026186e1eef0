import { describe, expect, it } from 'vitest';
import { type JobIdKind, parseJobId } from '../../src/domain/job-id.ts';
import { slurmStrings } from './slurm-strings.ts';

function expectedJobId(text: string): JobIdKind | null {
  if (text === 'error') return null;
  const [kind, job = '', step = ''] = text.split(' ');
  return kind === 'job' ? { kind, job } : { kind: 'step', job, step };
}

describe('P2 job ids that Slurm printed', () => {
  it.each(slurmStrings('JobID'))('"$text" is $expected: $reason', ({ text, expected }) => {
    expect(parseJobId(text)).toEqual(expectedJobId(expected));
  });
});

describe('P2 what is no job id', () => {
  it.each([
    ['a word', 'abc'],
    ['a number with a letter', '12a4'],
    ['a sign', '-5'],
    ['white space', '12 '],
    ['a newline', '12\n'],
    ['an array task without a number', '12_'],
    ['an array task of an array task', '12_3_4'],
    ['an array task of a het component', '12+0_1'],
    ['a het component without a number', '12+'],
    ['an empty list', '12_[]'],
    ['a list that is not closed', '12_[1-5'],
    ['words in a list', '12_[a,b]'],
    ['a step without a name', '12.'],
    ['a step without a job', '.0'],
    ['an unknown step', '12.other'],
    ['a step in capitals', '12.BATCH'],
    ['two steps', '12.batch.0'],
    ['a step in brackets', '12.[1-5]'],
    ['a task of a step', '12.0_1'],
    ['other digits', '١٢'],
  ])('%s', (_sentence, text) => {
    expect(parseJobId(text)).toBeNull();
  });
});
