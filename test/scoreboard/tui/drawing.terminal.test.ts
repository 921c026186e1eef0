import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { boardRoot, writeBoards } from './board-place.ts';
import type { TestTerminal } from './terminal.ts';
import { USUAL_SIZE, VIEWER, viewerOn } from './viewer.ts';

let terminal: TestTerminal | null = null;
afterEach(() => terminal?.close());

/** Cells of the usual screen: at least as many bytes make a whole one. */
const SCREEN_BYTES = USUAL_SIZE.columns * USUAL_SIZE.rows;

/** How many bytes the viewer writes until a sign shows after a key. */
async function bytesOf(viewer: TestTerminal, key: string, sign: RegExp): Promise<number> {
  const before = viewer.writtenBytes();
  viewer.press(key);
  await viewer.until(sign);
  await viewer.settled();
  return viewer.writtenBytes() - before;
}

describe('U1 no flicker', () => {
  test('a step of the selection writes its two rows alone', async () => {
    terminal = await viewerOn(boardRoot());
    expect(await bytesOf(terminal, 'Down', /› +2/)).toBeLessThan(SCREEN_BYTES / 2);
    expect(await bytesOf(terminal, 'Up', /› +1/)).toBeLessThan(SCREEN_BYTES / 2);
  });

  test('after the first frame the screen is never erased as a whole', async () => {
    terminal = await viewerOn(boardRoot());
    const erased = (): number => terminal!.written().split('\u001b[2J').length;
    const before = erased();
    for (const key of ['m', 'w', 'a', 't', '?', 'Escape', 'Tab', 's', 'End']) terminal.press(key);
    await terminal.settled();
    terminal.resize(100, 30);
    await terminal.until((lines) => lines[0]?.length === 100);
    expect(erased()).toBe(before);
  });

  test('nothing but the clock is written while nothing changes, though the files are looked at every second', async () => {
    terminal = await viewerOn(boardRoot(), { flags: '--refresh-sec 1' });
    await terminal.settled();
    const before = terminal.writtenBytes();
    await sleep(3500);
    // The minute may turn meanwhile, which rewrites one row or two.
    expect(terminal.writtenBytes() - before).toBeLessThan(SCREEN_BYTES / 4);
    expect(terminal.lines().join()).toContain('5 min old');
  });

  test('a board written anew with the same rows changes nothing but its age', async () => {
    const root = boardRoot();
    terminal = await viewerOn(root, { flags: '--refresh-sec 1' });
    const before = terminal.writtenBytes();
    writeBoards(root, { ageSeconds: 10 });
    await terminal.until(/just now|s old|0 min/);
    expect(terminal.writtenBytes() - before).toBeLessThan(SCREEN_BYTES / 2);
  });
});

test('keys pressed while the terminal takes nothing come as few frames, not one each', async () => {
  const presses = 400;
  const root = boardRoot();
  const env = { PATH: process.env.PATH, HOME: root, LC_ALL: 'C.UTF-8', TERM: 'xterm-256color' };
  const viewer = spawn('script', ['-qfec', `${VIEWER} --root ${root}`, '/dev/null'], { env, stdio: 'pipe' });
  let frames = 0;
  let text = '';
  viewer.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
    frames += piece.split('\u001b[?2026h').length - 1;
  });
  const ended = new Promise((resolve) => viewer.on('close', resolve));
  while (frames < 2) await sleep(20);
  viewer.stdout.pause();
  // m changes every line; a screen fills the pipe and the terminal's buffer soon.
  for (let press = 0; press < presses; press++) {
    viewer.stdin.write('m');
    await sleep(2);
  }
  const before = frames;
  viewer.stdout.resume();
  viewer.stdin.write('q');
  await ended;
  expect(text).toContain('\u001b[?1049l');
  expect(frames - before).toBeLessThan(presses / 2);
});
