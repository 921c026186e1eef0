import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { dayStart, isDay } from '../../domain/calendar.ts';
import { countText } from '../../domain/count-text.ts';
import { readConfigText } from '../../platform/config/read-config-text.ts';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';
import { makeFolders } from '../../platform/make-folders.ts';
import { progressLine } from '../../platform/progress-line.ts';
import { makeTempFolder } from '../../platform/temp-folder.ts';
import { textStyle } from '../../platform/text-style.ts';
import { loadScoreboardConfig } from '../config/load-scoreboard-config.ts';
import type { ScoreboardConfig } from '../config/scoreboard-keys.ts';
import { shellQuote } from './cron-line.ts';
import type { PollCommandParts } from './poll-parts.ts';
import { type CommandCall, runAction, withExamples } from './scoreboard-command.ts';

type DemoOptions = { readonly folder?: string; readonly seed: string; readonly asof?: string };

/** The demo's clusters were all polled just now. */
const STALE_AFTER_SECONDS = 7200;

/** What the demo needs beyond polling. */
export type DemoParts = PollCommandParts & {
  /** The node binary and the bundled program of the synthetic cluster. */
  readonly node: string;
  readonly demoSacct: string;
  /** Absolute path of the program, for the commands that are proposed afterwards. */
  readonly launcher: string;
  readonly inputIsTerminal: boolean;
  /** The viewer's program, which shows the board to a person. */
  readonly viewer: () => Promise<Command>;
};

/** Adds `demo`: a whole scoreboard from synthetic clusters; needs no Slurm. */
export function addDemoCommand(program: Command, parts: DemoParts): void {
  const demo = program
    .command('demo')
    .description('make a whole scoreboard from five synthetic clusters and show it; needs no Slurm')
    .option('--folder <dir>', 'where to put it (default: a new folder for temporary files)')
    .option('--seed <number>', 'another seed makes other people and jobs', '1')
    .option('--asof <day>', "the day whose beginning is the clusters' present, YYYY-MM-DD (default: this hour)")
    .action(runAction(parts, (call: CommandCall<DemoOptions>) => demoAction(parts, call)));
  withExamples(demo, ['slurm-sb demo', 'slurm-sb demo --folder /tmp/demo --seed 7']);
}

async function demoAction(parts: DemoParts, { options }: CommandCall<DemoOptions>): Promise<ExitCode> {
  const { terminal, clock, node, demoSacct: script } = parts;
  const seed = seedOf(options.seed);
  const folder = options.folder === undefined ? await makeTempFolder('slurm-sb-demo-') : resolve(options.folder);
  await makeFolders(join(folder, 'root'));
  const { runDemo, startOfHour } = await import('../demo/run-demo.ts');
  const asofSeconds = options.asof === undefined ? startOfHour(clock) : dayOption(options.asof);
  const progress = progressLine(terminal, clock);
  const configFor = (settings: Readonly<Record<string, string>>): Promise<ScoreboardConfig> =>
    demoConfig(folder, settings);
  const demo = await runDemo(parts, { folder, seed, asofSeconds, node, script, configFor, progress });
  terminal.err(
    `${countText(demo.jobs)} jobs of ${demo.clusters} synthetic clusters, read by ${demo.calls} calls of ` +
      `their sacct, are in ${demo.root}\n\n`,
  );
  await showBoard(parts, demo.root, asofSeconds);
  terminal.err(`\nMore of it:\n${proposals(parts.launcher, demo.root)}It stays until: rm -r ${shellQuote(folder)}\n`);
  return EXIT.ok;
}

/** People get the viewer, programs a table. */
async function showBoard(parts: DemoParts, root: string, nowSeconds: number): Promise<void> {
  const { terminal, inputIsTerminal, viewer, run } = parts;
  if (terminal.outIsTty && inputIsTerminal) {
    await (await viewer()).parseAsync(['--root', root], { from: 'user' });
    return;
  }
  const { topText } = await import('../leaderboards/show-top.ts');
  const rule = { nowSeconds, staleAfterSeconds: STALE_AFTER_SECONDS };
  const reader = { asking: { run, env: terminal.env }, pseudonyms: false };
  const board = { window: '30d', metric: 'clock_hours', cluster: 'ALL', by: 'user', format: 'table' };
  terminal.out(await topText({ root, rule, reader, style: textStyle(terminal) }, board));
}

/** The demo's settings alone: neither the environment nor the home folder have a say. */
async function demoConfig(home: string, settings: Readonly<Record<string, string>>): Promise<ScoreboardConfig> {
  const flags = Object.entries(settings).map(([key, text]) => ({ key, name: key, text }));
  const sources = { env: {}, home, flags, configFile: null, readText: readConfigText };
  // Its people have no homes here; somebody real may have the same name.
  return { ...(await loadScoreboardConfig(sources)).values, home_looks_per_tick: 0 };
}

function seedOf(text: string): number {
  const seed = Number(text);
  if (/^\d{1,9}$/.test(text)) return seed;
  throw new KnownError(`--seed ${text}: a whole number from 0 to 999999999 is wanted`, EXIT.usage);
}

function dayOption(text: string): number {
  if (isDay(text)) return dayStart(text);
  throw new KnownError(`--asof ${text}: a day is written YYYY-MM-DD`, EXIT.usage);
}

function proposals(launcher: string, root: string): string {
  return ['top --window 365d --metric gpu_clock_hours', 'top --by account --format csv', 'bloom stats --cluster hammer']
    .map((command) => `  ${launcher} ${command} --root ${root}\n`)
    .join('');
}
