import { describe, expect, test } from 'vitest';
import { SCOREBOARD_KEYS } from '../../../src/scoreboard/config/scoreboard-keys.ts';
import { type CommandFacts, commandFacts } from '../../../src/scoreboard/manual/command-facts.ts';
import { EXIT_MEANINGS } from '../../../src/scoreboard/manual/exit-meanings.ts';
import { bold, markedText, roffText } from '../../../src/scoreboard/manual/roff.ts';
import { scoreboardPage } from '../../../src/scoreboard/manual/scoreboard-page.ts';
import { settingsPage } from '../../../src/scoreboard/manual/settings-page.ts';
import { tuiPage } from '../../../src/scoreboard/manual/tui-page.ts';
import { realProgram, viewerProgram } from './programs.ts';

const program = commandFacts(realProgram());
const leaves = (command: CommandFacts): CommandFacts[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves);

/** The lines of one command of slurm-sb(1). */
function entry(page: string, path: string): string {
  const [, ...words] = path.split(' ');
  const start = page.indexOf(`.TP\n${bold(words.join(' '))}`);
  return start < 0 ? '' : page.slice(start, page.indexOf('\n.TP\n\\fB', page.indexOf('.RE\n', start)));
}

describe('I3 slurm-sb(1)', () => {
  const page = scoreboardPage(program, '1.2.3');

  test.each(leaves(program).filter(({ name }) => name !== 'help'))(
    'tells all that --help tells of $path',
    (command) => {
      const text = entry(page, command.path);
      for (const { names, isCommon } of command.options)
        if (!isCommon) expect(text).toContain(names.map(bold).join(', '));
      for (const { name } of command.arguments) expect(text).toContain(`\\fI${name}\\fR`);
      for (const line of command.examples)
        expect(text.replace(/ \\\(rs\n {4}/g, ' ')).toContain(`\n${roffText(line)}\n`);
    },
  );

  test('common options are told once, not by command', () => {
    const common = page.slice(page.indexOf('.SH COMMON OPTIONS'), page.indexOf('.SH EXIT STATUS'));
    const tags = common.split('\n').filter((_, index, lines) => lines[index - 1] === '.TP');
    expect(tags).toEqual([
      '\\fB\\-\\-root\\fR \\fIdir\\fR',
      '\\fB\\-\\-config\\fR \\fIfile\\fR',
      '\\fB\\-\\-log\\-level\\fR \\fIlevel\\fR',
      '\\fB\\-h\\fR, \\fB\\-\\-help\\fR',
    ]);
    expect(entry(page, 'slurm-sb top')).not.toContain(bold('--root'));
  });

  test('every exit code and every variable is named', () => {
    for (const code of Object.keys(EXIT_MEANINGS)) expect(page).toContain(`.TP\n${bold(code)}\n`);
    for (const { key } of SCOREBOARD_KEYS.rows) expect(page).toContain(bold(`SLURM_SB_${key.toUpperCase()}`));
  });

  test('a group is no command of its own', () => {
    expect(page).not.toContain(`.TP\n${bold('bloom')}`);
    expect(page).toContain(`.TP\n${bold('bloom stats')} [options]\n`);
  });
});

describe('I3 slurm-sb.yaml(5)', () => {
  const page = settingsPage('1.2.3');

  test.each(SCOREBOARD_KEYS.rows)('tells of $key', (row) => {
    const [, rest = ''] = page.split(`\n.TP\n${bold(row.key)}\n`);
    const text = rest.split('\n.TP\n')[0]!;
    const variable = `Variable: ${bold(`SLURM_SB_${row.key.toUpperCase()}`)}`;
    expect(text.replaceAll('\n', ' ')).toContain(markedText(row.doc[0]));
    if ('rootFileOnly' in row) expect(text).not.toContain('Variable');
    else expect(text.replaceAll('\n', ' ')).toContain(variable);
    if ('flag' in row) expect(text.replaceAll('\n', ' ')).toContain(`Flag: ${bold(row.flag.split(' ')[0]!)}`);
    else expect(text).not.toContain('Flag:');
  });
});

describe('I3 slurm-sb-tui(1)', () => {
  const keys = [
    { keys: '↑ ↓  k j', does: 'one row up, down' },
    { keys: 'Tab', does: 'next column (also → ←)' },
  ];
  const page = tuiPage(commandFacts(viewerProgram()), keys, '1.2.3');

  test('names every option and every key, arrows in words', () => {
    for (const { names } of commandFacts(viewerProgram()).options) expect(page).toContain(names.map(bold).join(', '));
    expect(page).toContain(`.TP\n${bold('Up Down k j')}\nOne row up, down.\n`);
    expect(page).toContain(`.TP\n${bold('Tab')}\nNext column (also Right Left).\n`);
  });
});
