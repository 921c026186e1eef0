import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { KnownError } from '../../../src/platform/known-error.ts';
import { choiceArgument, choiceOption } from '../../../src/scoreboard/commands/choice-option.ts';

const format = { says: 'how', words: ['csv', 'JSON'], usual: 'csv' };
const shell = { says: 'which', words: ['bash', 'zsh'] };

function read(...args: string[]) {
  const command = new Command('prog').exitOverride();
  command.addOption(choiceOption('-f, --format <form>', format)).addArgument(choiceArgument('[shell]', shell));
  return { ...command.parse(args, { from: 'user' }).opts(), args: command.processedArgs };
}

describe('C15 one of some words', () => {
  it.each([
    ['none: the usual one', [], { format: 'csv', args: [undefined] }],
    ['a word in any case, as it is listed', ['--format', 'json', 'BASH'], { format: 'JSON', args: ['bash'] }],
  ])('%s', (_, args, given) => {
    expect(read(...args)).toEqual(given);
  });

  it.each([
    ['an option', ['-f', 'jsn'], '--format "jsn": choose one of csv, JSON (did you mean JSON?)'],
    ['an argument', ['tcsh'], 'shell "tcsh": choose one of bash, zsh'],
    ['an empty text', ['--format', ''], '--format "": choose one of csv, JSON'],
  ])('another word for %s is bad usage that lists them', (_, args, message) => {
    expect(() => read(...args)).toThrow(expect.objectContaining({ constructor: KnownError, message, exitCode: 2 }));
  });
});
