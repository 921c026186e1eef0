import { expect, test } from 'vitest';
import { type CheckArgs, parseCheckArgs } from './check-args.ts';

const STEPS = ['lint', 'types', 'vitest'];
const ROWS: [string, string[], CheckArgs][] = [
  ['nothing: all steps', [], { ok: true, only: STEPS, vitest: [] }],
  ['one step', ['--only', 'types'], { ok: true, only: ['types'], vitest: [] }],
  [
    'a list, and again',
    ['--only=types,lint', '--only', 'vitest'],
    { ok: true, only: ['types', 'lint', 'vitest'], vitest: [] },
  ],
  [
    'the rest goes to vitest',
    ['domain/tres', '--only', 'vitest', '-t', 'P7'],
    { ok: true, only: ['vitest'], vitest: ['domain/tres', '-t', 'P7'] },
  ],
  ['a filter with all steps', ['tres'], { ok: true, only: STEPS, vitest: ['tres'] }],
  [
    'an unknown step',
    ['--only', 'lnit'],
    { ok: false, message: "--only: no step is called 'lnit'; steps: lint, types, vitest" },
  ],
  ['no step named', ['--only'], { ok: false, message: "--only: no step is called ''; steps: lint, types, vitest" }],
  [
    'a filter that nobody reads',
    ['--only', 'lint', 'tres'],
    { ok: false, message: 'tres: only the step vitest takes arguments' },
  ],
];

test.each(ROWS)('npm test takes %s', (_, args, expected) => {
  expect(parseCheckArgs(args, STEPS)).toEqual(expected);
});
