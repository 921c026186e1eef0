import { Argument, Command, Option } from 'commander';
import { describe, expect, test } from 'vitest';
import { METRICS } from '../../../src/domain/metrics.ts';
import { setExamples } from '../../../src/scoreboard/manual/command-examples.ts';
import { commandFacts } from '../../../src/scoreboard/manual/command-facts.ts';
import { COMMON_OPTIONS } from '../../../src/scoreboard/manual/help-layout.ts';
import { realViewer } from './programs.ts';

const program = new Command('prog').description('does much').commandsGroup('Read:');
const show = program
  .command('show')
  .description('shows')
  .helpOption('-h, --help', 'helps')
  .optionsGroup(COMMON_OPTIONS);
show.option('--root <dir>', 'where').optionsGroup('Options:');
show
  .addArgument(new Argument('[file]', 'what'))
  .addOption(new Option('-f, --format <form>', 'how').choices(['csv', 'json']).default('csv'))
  .option('--to [version]', 'which')
  .option('--cluster <name>', 'whose', 'ALL')
  .option('--no-color', 'no colours')
  .addOption(new Option('--secret', 'hidden').hideHelp());
setExamples(show, ['prog show x']);
program.command('hidden', { hidden: true });
const group = program.command('group').description('holds');
group.command('one').description('does one').option('--cluster <name>', 'whose');

const facts = commandFacts(program);

describe('C15 slurm-sb-tui', () => {
  test('offers the columns of --sort, and lists them in --help', async () => {
    const viewer = commandFacts(await realViewer());
    const sort = viewer.options.find(({ names }) => names.includes('--sort'))!;
    const words = sort.offer.kind === 'words' ? sort.offer.words : [];
    expect(words.slice(0, 5)).toEqual(['rank', 'move', 'name', 'value', 'change']);
    expect(words.slice(5)).toEqual(METRICS.map(({ name }) => name));
    expect(sort.text).toMatch(/^[^(]*:asc or :desc[^(]* \(rank, move, name, value, change, .*; default: rank\)$/);
  });

  test.each(['rank', 'Name:DESC', 'failure_rate:asc', 'nonsense'])('--sort %s comes through as it is', async (sort) => {
    const viewer = await realViewer();
    viewer.action(() => undefined);
    await viewer.parseAsync(['--sort', sort], { from: 'user' });
    expect(viewer.opts()).toMatchObject({ sort });
  });

  test('no --sort is none', async () => {
    const viewer = await realViewer();
    viewer.action(() => undefined);
    await viewer.parseAsync([], { from: 'user' });
    expect(viewer.opts().sort).toBeUndefined();
  });
});

describe('C15 I3 facts of commands', () => {
  test('a command has its path, its heading, its examples', () => {
    expect(facts.commands[0]).toMatchObject({
      path: 'prog show',
      name: 'show',
      text: 'shows',
      group: 'Read',
      examples: ['prog show x'],
    });
    expect(facts).toMatchObject({ path: 'prog', text: 'does much', group: '', examples: [] });
    expect(facts.commands[1]!.commands.map(({ path }) => path)).toEqual(['prog group one', 'prog group help']);
  });

  test('hidden commands and options are left out, common options come last', () => {
    expect(facts.commands.map(({ name }) => name)).toEqual(['show', 'group', 'help']);
    expect(facts.commands[0]!.options.map(({ names }) => names.join())).toEqual([
      '-f,--format',
      '--to',
      '--cluster',
      '--no-color',
      '--root',
      '-h,--help',
    ]);
  });

  const options: [string, number, object][] = [
    [
      'one of some words',
      0,
      {
        value: 'form',
        valueRequired: true,
        text: 'how (csv, json; default: csv)',
        offer: { kind: 'words', words: ['csv', 'json'] },
      },
    ],
    ['a value that can be left out', 1, { value: 'version', valueRequired: false, offer: { kind: 'nothing' } }],
    ['clusters, and the default among them', 2, { offer: { kind: 'cluster', words: ['ALL'] } }],
    ['no value', 3, { value: null, valueRequired: false, isCommon: false, offer: { kind: 'nothing' } }],
    ['a folder', 4, { value: 'dir', isCommon: true, offer: { kind: 'folder' } }],
  ];
  test.each(options)('an option that takes %s', (_, index, option) => {
    expect(facts.commands[0]!.options[index]).toMatchObject(option);
  });

  test('arguments', () => {
    expect(facts.commands[0]!.arguments).toEqual([
      { name: 'file', required: false, text: 'what', offer: { kind: 'file' } },
    ]);
    expect(facts.commands[2]!.arguments).toEqual([
      { name: 'command', required: false, text: '', offer: { kind: 'words', words: ['show', 'group'] } },
    ]);
  });
});
