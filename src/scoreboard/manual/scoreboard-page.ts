import { envName } from '../../platform/config/key-table.ts';
import { SCOREBOARD_KEYS } from '../config/scoreboard-keys.ts';
import { commandEntry, optionItem } from './command-entry.ts';
import type { CommandFacts, OptionFacts } from './command-facts.ts';
import { CACHE_FILES, commonVariables } from './common-variables.ts';
import { exitItems } from './exit-items.ts';
import { chapter, example, fileItems, manPage, paragraph, seeAlso, subchapter } from './man-page.ts';
import { bold, italic, markedText } from './roff.ts';

const ABOUT = [
  'slurm-sb asks the accounting of Slurm clusters in small slices, counts every run of a job once, and keeps totals ' +
    'by user, account and day in one shared folder, the root. From them it makes leaderboards: who uses the ' +
    'clusters, who waits, who wastes.',
  'One maintainer runs `slurm-sb poll` from cron on each cluster. Everybody who may read the root can then use ' +
    '`slurm-sb top`, `slurm-sb me` and slurm-sb-tui(1); none of them asks Slurm anything.',
];

const FILES: readonly (readonly [path: string, holds: string])[] = [
  ['<root>/config/config.yaml', 'Settings for everybody who uses this root, slurm-sb.yaml(5).'],
  ['<root>/config/policy.json', 'Settings that differ by cluster.'],
  ['~/.slurm_scoreboard/config.yaml', 'Your own settings.'],
  ['<root>/clusters/NAME/agg/rollups/', 'Totals of a cluster by month and by UTC day.'],
  ['<root>/clusters/NAME/agg/users/', 'All-time totals of one user each, derived from the months.'],
  ['<root>/clusters/NAME/leaderboards/', 'The boards of that cluster alone.'],
  [
    '<root>/clusters/NAME/state/',
    'How far it was read (poll_cursor.json), how the last ticks went (health.json), filters.',
  ],
  ['<root>/clusters/NAME/logs/', 'What the polls did, a JSON line for each step.'],
  ['<root>/leaderboards/', 'The boards over all clusters, by user and by account.'],
  CACHE_FILES,
];

/** slurm-sb(1). */
export function scoreboardPage(program: CommandFacts, version: string): string {
  const title = { name: program.name, section: 1, version, summary: withoutPeriod(program.text) } as const;
  return manPage(title, [
    ...chapter('synopsis', synopsis(program.name)),
    ...chapter(
      'description',
      ABOUT.flatMap((text) => paragraph(markedText(text))),
    ),
    ...chapter('commands', commandChapters(program)),
    ...chapter('common options', [
      ...paragraph('Every command that reads settings takes these; all commands take the last one.'),
      ...commonOptions(program).flatMap(optionItem),
    ]),
    ...chapter('exit status', exitItems()),
    ...chapter('environment', environment()),
    ...chapter('files', fileItems(FILES)),
    ...chapter('examples', example(program.examples)),
    ...seeAlso([
      ['slurm-sb-tui', 1],
      ['slurm-sb.yaml', 5],
      ['sacct', 1],
      ['crontab', 5],
    ]),
  ]);
}

function withoutPeriod(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, '');
}

function synopsis(name: string): string[] {
  const line = (...rest: readonly string[]): string => [bold(name), ...rest].join(' ');
  return ['.nf', line(italic('command'), '[options]'), line(bold('help'), `[${italic('command')}]`), '.fi'];
}

function commandChapters({ commands }: CommandFacts): string[] {
  const groups = Map.groupBy(commands, ({ group }) => group || 'Commands');
  return [...groups].flatMap(([title, members]) => subchapter(title, members.flatMap(leaves).flatMap(commandEntry)));
}

/** The commands that do something: `bloom stats`, not `bloom`. */
function leaves(command: CommandFacts): CommandFacts[] {
  const commands = command.commands.filter(({ name }) => name !== 'help');
  return commands.length === 0 ? [command] : commands.flatMap(leaves);
}

function commonOptions(program: CommandFacts): OptionFacts[] {
  const byName = new Map<string, OptionFacts>();
  for (const command of program.commands.flatMap(leaves)) {
    for (const option of command.options) if (option.isCommon) byName.set(option.names.join(), option);
  }
  const isHelp = ({ names }: OptionFacts): boolean => names.includes('--help');
  const options = [...byName.values()];
  return [...options.filter((option) => !isHelp(option)), ...options.filter(isHelp)];
}

function environment(): string[] {
  const names = SCOREBOARD_KEYS.rows.map((row) => bold(envName(SCOREBOARD_KEYS, row)));
  return [
    ...paragraph(
      markedText(
        'A variable sets what a setting of slurm-sb.yaml(5) sets: its name is `SLURM_SB_` and the key in upper case. ' +
          'Variables are stronger than files and weaker than flags; lists are written with commas. They are:',
      ),
    ),
    ...paragraph(`${names.join(', ')}.`),
    ...paragraph('Beside them:'),
    ...commonVariables(),
  ];
}
