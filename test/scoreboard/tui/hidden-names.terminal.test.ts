import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { isUserName } from '../../trust/told-name.ts';
import { boardRoot } from './board-place.ts';
import type { TestTerminal } from './terminal.ts';
import { viewerOn } from './viewer.ts';

/*
 * F6: what a terminal gets of people who have opted out since the boards were made, and of names once there are to be
 * pseudonyms. Everything that was written to the terminal is searched, not only what is left on its screen.
 */
let terminal: TestTerminal | null = null;
let root = '';
afterEach(() => {
  terminal?.close();
  rmSync(root, { recursive: true, force: true });
});

function rootWithConfig(name: string, text: string): string {
  root = boardRoot();
  mkdirSync(join(root, 'config'));
  writeFileSync(join(root, 'config', name), text);
  return root;
}

const isTold = (name: string): boolean => isUserName(terminal!.written(), name);

describe.each(['ink', 'deluxe'])('U1 %s', (backend) => {
  test('who has opted out is on no screen: board, other windows, sorting, search, filter, help', async () => {
    rootWithConfig('optout.txt', 'acacia\nzelkova\n');
    terminal = await viewerOn(root, { size: { columns: 120, rows: 40 }, flags: `--backend ${backend}`, sign: /alder/ });
    expect(isTold('alder')).toBe(true);
    for (const keys of ['w', 'w', 'w', 'g', 'g', 'g', 's', 'S', 'm', 'M', 'a', 'a']) {
      terminal.type(keys);
      await terminal.settled();
    }
    terminal.type('?');
    await terminal.settled();
    terminal.press('Escape');
    await terminal.until(/rows 1–18 of 18/);
    expect(['acacia', 'zelkova'].filter(isTold)).toEqual([]);
  });
});

test('who opts out while the viewer is open vanishes at the next look', async () => {
  rootWithConfig('optout.txt', '# nobody yet\n');
  terminal = await viewerOn(root, { flags: '--refresh-sec 1' });
  appendFileSync(join(root, 'config/optout.txt'), 'acacia\n');
  const lines = await terminal.until((now) => !now.join().includes('acacia') && now.join().includes('alder'));
  expect(lines.join('\n')).toContain('of 19');
});

test('the page of somebody who opted out a moment ago is not shown', async () => {
  rootWithConfig('optout.txt', '# nobody yet\n');
  terminal = await viewerOn(root, { flags: '--refresh-sec 60' });
  appendFileSync(join(root, 'config/optout.txt'), 'acacia\n');
  terminal.press('Enter');
  await terminal.until('this user has opted out of the scoreboard');
});

test('boards with names from before pseudonyms are not shown', async () => {
  rootWithConfig('config.yaml', 'pseudonyms: true\n');
  terminal = await viewerOn(root, { sign: /from before pseudonyms/ });
  await terminal.settled();
  expect(['acacia', 'alder', 'zelkova'].filter(isTold)).toEqual([]);
});

test('what is exported from the screen holds nobody who is hidden', async () => {
  rootWithConfig('optout.txt', 'acacia\n');
  terminal = await viewerOn(root, { sign: /alder/ });
  terminal.type('e');
  await terminal.until(/written to/);
  const csv = readFileSync(join(terminal.folder, 'slurm-sb-clock_hours-30d-ALL-by-user.csv'), 'utf8');
  expect([csv.includes('alder'), csv.includes('acacia')]).toEqual([true, false]);
});
