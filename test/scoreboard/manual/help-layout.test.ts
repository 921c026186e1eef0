import { Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { COMMON_OPTIONS, HELP_LAYOUT } from '../../../src/scoreboard/manual/help-layout.ts';
import { optionText } from '../../../src/scoreboard/manual/option-text.ts';

describe('I3 help', () => {
  test('common options stand last, --help among them', () => {
    const command = new Command('prog').configureHelp(HELP_LAYOUT).helpOption('-h, --help', 'print help');
    command.optionsGroup(COMMON_OPTIONS).option('--root <dir>', 'where').optionsGroup('Options:');
    command
      .addOption(new Option('--by <what>', 'whom').choices(['user', 'account']).default('user'))
      .option('--raw', 'exact');
    expect(command.helpInformation()).toBe(`Usage: prog [options]

Options:
  --by <what>   whom (user, account; default: user)
  --raw         exact

Common options:
  --root <dir>  where
  -h, --help    print help
`);
  });

  test('without common options --help stands with the others', () => {
    const command = new Command('prog').configureHelp(HELP_LAYOUT).helpOption('-h, --help', 'print help');
    expect(command.helpInformation()).toBe('Usage: prog [options]\n\nOptions:\n  -h, --help  print help\n');
  });

  const texts: [string, Parameters<typeof optionText>[0], string][] = [
    ['nothing more', { description: 'exact' }, 'exact'],
    ['a default', { description: 'how many', defaultValue: '5' }, 'how many (default: 5)'],
    [
      'a default with its unit',
      { description: 'wait', defaultValueDescription: '5 minutes' },
      'wait (default: 5 minutes)',
    ],
    ['words', { description: 'how', argChoices: ['a', 'b'] }, 'how (a, b)'],
    [
      'words and a default',
      { description: 'how', argChoices: ['a', 'b'], defaultValue: 'b' },
      'how (a, b; default: b)',
    ],
    ['a flag that is on unless it is given', { description: 'no colours', defaultValue: true }, 'no colours'],
  ];
  test.each(texts)('an option with %s', (_, option, text) => {
    expect(optionText(option)).toBe(text);
  });
});
