import { copyFileSync, cpSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { emptyFolder } from '../place.ts';
import { boardRoot, writeBoards } from './board-place.ts';
import { CHECKOUT, type TestTerminal } from './terminal.ts';
import { VIEWER, viewerOn } from './viewer.ts';

/*
 * Screens as they are in a real terminal. The files in fixtures/tui were read line by line against the numbers of
 * board-place.ts when they were made; `vitest run -u --project terminal` makes them anew: read them again then.
 */
const SCREENS = join(import.meta.dirname, '../../../fixtures/tui');

let terminal: TestTerminal | null = null;
afterEach(() => terminal?.close());

async function expectScreen(name: string, shown: TestTerminal): Promise<void> {
  const lines = await shown.settled();
  const text = lines.join('\n').replace(/\d\d:\d\d UTC (?=[═─=])/, 'HH:MM UTC ');
  await expect(`${text}\n`).toMatchFileSnapshot(join(SCREENS, `${name}.txt`));
}

describe('U4 the board at sizes', () => {
  test.for([
    [200, 60],
    [120, 40],
    [80, 24],
    [60, 15],
  ] as const)('%i x %i', async ([columns, rows]) => {
    terminal = await viewerOn(boardRoot(), { size: { columns, rows } });
    await expectScreen(`board-${columns}x${rows}`, terminal);
  });

  test('59 x 14 is one clear line', async () => {
    terminal = await viewerOn(boardRoot(), { size: { columns: 59, rows: 14 }, sign: '60 x 15' });
    expect((await terminal.settled()).filter((line) => line !== '')).toEqual([
      'slurm-sb-tui needs 60 x 15, this is 59 x 14',
    ]);
  });

  test('a terminal that becomes larger or smaller gets a screen of its new size', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.resize(120, 40);
    await terminal.until(/zelkova/);
    await expectScreen('board-120x40', terminal);
    terminal.resize(60, 15);
    await terminal.until(/rows 1–8 of 20/);
    await expectScreen('board-60x15', terminal);
    terminal.resize(80, 24);
    await terminal.until(/rows 1–17 of 20/);
    await expectScreen('board-80x24', terminal);
  });
});

describe('U3 keys', () => {
  test('f filters while it is typed, Enter keeps it, Esc clears it', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.type('fal');
    await terminal.until((lines) => !lines.join().includes('acacia') && lines.join().includes('balsa'));
    terminal.press('Enter');
    await terminal.until(/rows 1–3 of 3/);
    await expectScreen('filtered', terminal);
    terminal.press('Escape');
    await terminal.until(/acacia/);
  });

  test('--sort sorts by another column', async () => {
    terminal = await viewerOn(boardRoot(), { flags: '--sort name:desc', sign: /zelkova/ });
    await expectScreen('sorted-by-name', terminal);
  });

  test('w and g show other boards', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.press('w');
    await terminal.until(/10,000\.0/);
    terminal.press('g');
    await terminal.until(/5,000\.0/);
    terminal.press('g');
    await terminal.until(/hammer/);
    await expectScreen('hammer-365d', terminal);
  });

  test('a shows accounts', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.press('a');
    await terminal.until(/orchard/);
    await expectScreen('accounts', terminal);
  });

  test('Enter opens a person’s page, Esc goes back', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.press('Down', 'Enter');
    await terminal.until(/19,000\.0/);
    await expectScreen('user-page', terminal);
    terminal.press('Escape');
    await terminal.until(/acacia/);
  });

  test('? helps', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.press('?');
    await terminal.until(/one row up, down/);
    await expectScreen('help', terminal);
  });

  test('e writes what is shown into the folder it was started in, never over a file that is there', async () => {
    terminal = await viewerOn(boardRoot());
    terminal.press('e');
    await terminal.until(/\.csv written to/);
    terminal.press('e');
    await terminal.until(/-2\.csv written to/);
    terminal.press('q');
    await terminal.until('exit 0');
    const files = await terminal.ask('ls *.csv; head -2 *-2.csv | cut -d, -f1,2');
    expect(files.trim().split('\n').slice(-2)).toEqual(['rank,user', '1,acacia']);
  });

  test('what is pasted is no series of keys, but goes into a filter', async () => {
    terminal = await viewerOn(boardRoot());
    const paste = (text: string): void => terminal?.type(`\u001b[200~${text}\u001b[201~`);
    paste('quit now');
    terminal.press('f');
    paste('yew\n');
    await terminal.until(/rows 1–1 of 1/);
    expect(terminal.lines().join()).toContain('yew');
  });
});

describe('U5 what is stale, missing or broken is said in the footer', () => {
  test('an empty root', async () => {
    terminal = await viewerOn(emptyFolder(), { sign: /No board/i });
    await expectScreen('empty-root', terminal);
  });

  test('a cluster that was not read lately', async () => {
    const root = boardRoot();
    writeBoards(root, { bellAgeSeconds: 3 * 86_400 + 60 });
    terminal = await viewerOn(root);
    await expectScreen('stale-cluster', terminal);
  });

  test('a board that is written while it is looked at is shown anew, and the selection stays on the person', async () => {
    const root = boardRoot();
    terminal = await viewerOn(root, { flags: '--refresh-sec 1' });
    terminal.press('Down', 'Down');
    await terminal.until(/›\s+3 .*ash/);
    writeBoards(root, { moreForFirst: 50 });
    await terminal.until(/7,000\.0/);
    expect(terminal.lines().join('\n')).toMatch(/›.*ash/);
  });

  test('a file that breaks keeps the rows that were read; one that is whole again ends it', async () => {
    const root = boardRoot();
    terminal = await viewerOn(root, { flags: '--refresh-sec 1' });
    const path = join(root, 'leaderboards/rolling-30d.json');
    writeFileSync(path, '{"schema_version":1,');
    await terminal.until(/not a JSON object/);
    expect(terminal.lines().join('\n')).toContain('acacia');
    writeBoards(root);
    await terminal.until((lines) => !lines.join().includes('JSON'));
  });

  test('a root that goes away and comes back', async () => {
    const root = boardRoot();
    terminal = await viewerOn(root, { flags: '--refresh-sec 1' });
    renameSync(root, `${root}-away`);
    await terminal.until(/is no folder/);
    renameSync(`${root}-away`, root);
    await terminal.until((lines) => !lines.join().includes('is no folder'));
    expect(terminal.lines().join('\n')).toContain('acacia');
  });

  test('a theme file that cannot be read is a line too', async () => {
    const root = boardRoot();
    mkdirSync(join(root, 'config'));
    writeFileSync(join(root, 'config/theme.json'), '{"border":"triple"}');
    terminal = await viewerOn(root);
    await terminal.until(/theme\.json/);
    rmSync(join(root, 'config'), { recursive: true });
  });
});

describe('U1 the deluxe backend', () => {
  /** The programs as they are where deluxe is not installed. */
  function withoutDeluxe(): string {
    const prefix = emptyFolder();
    cpSync(join(CHECKOUT, 'dist'), join(prefix, 'dist'), { recursive: true });
    rmSync(join(prefix, 'dist/slurm-sb-tui-deluxe.js'));
    mkdirSync(join(prefix, 'bin'));
    copyFileSync(VIEWER, join(prefix, 'bin/slurm-sb-tui'));
    mkdirSync(join(prefix, 'lib'));
    symlinkSync(join(CHECKOUT, 'node_modules/.bin/node'), join(prefix, 'lib/node'));
    return join(prefix, 'bin/slurm-sb-tui');
  }

  test('that is not installed: a line says so and the usual one opens; without the flag there is a tip', async () => {
    const viewer = withoutDeluxe();
    terminal = await viewerOn(boardRoot(), { viewer, flags: '--backend deluxe' });
    expect(terminal.lines().join('\n')).toContain('the deluxe view is not installed here');
    terminal.press('q');
    await terminal.until('exit 0');
    terminal.run(`clear; ${viewer} --root ${boardRoot()}`);
    await terminal.until(/acacia/);
    await terminal.until('slurm-sb deploy');
  });

  test('that is installed: no tip', async () => {
    terminal = await viewerOn(boardRoot());
    expect(terminal.lines().join('\n')).not.toContain('deluxe');
  });

  test('a click on a heading sorts, one on a row selects', async () => {
    terminal = await viewerOn(boardRoot(), { flags: '--backend deluxe' });
    const lines = terminal.lines();
    const [heading, alder] = [
      lines.findIndex((line) => line.includes('User')),
      lines.findIndex((line) => line.includes('alder')),
    ];
    const click = (column: number, row: number): void => terminal?.type(`\u001b[<0;${column + 1};${row + 1}M`);
    click(20, alder);
    await terminal.until(/›.*alder/);
    click(lines[heading]!.indexOf('User'), heading);
    await terminal.until((now) => now[heading + 1]!.includes('acacia'));
  });
});
