import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holdOpens } from '../../house/hold-opens.ts';
import { needTools } from '../../house/need-tools.ts';
import { boardRoot } from './board-place.ts';
import { CHECKOUT, openTerminal, type TestTerminal } from './terminal.ts';
import { USUAL_SIZE, VIEWER } from './viewer.ts';

/** Its exit code is told again, as the shell has gone on behind the stopped command. */
const FG = 'fg; echo "exit $?"';

/** Without the first line, which is the size. */
const MODES = 'stty -a | sed 1d';

const MODES_OFF = ['\u001b[?2004l', '\u001b[?25h', '\u001b[?1049l'];

let terminal: TestTerminal;
let before: string;

beforeEach(async () => {
  terminal = await openTerminal(USUAL_SIZE);
  before = await terminal.ask(MODES);
});
afterEach(() => terminal.close());

async function start(flags = ''): Promise<void> {
  const root = boardRoot();
  terminal.run(`clear; ${VIEWER} --root ${root} ${flags}; echo "exit $?"`);
  await terminal.until(/acacia/);
  expect(terminal.fact('alternate_on')).toBe('1');
  expect(terminal.fact('cursor_flag')).toBe('0');
}

/** The number of the viewer's process. */
async function pid(): Promise<number> {
  const shell = Number(terminal.fact('pane_pid'));
  const found = spawnSync('pgrep', ['-P', String(shell)], { encoding: 'utf8' }).stdout.trim();
  return Number(found);
}

async function expectGivenBack(): Promise<void> {
  expect(terminal.fact('alternate_on')).toBe('0');
  expect(terminal.fact('cursor_flag')).toBe('1');
  expect(terminal.fact('mouse_any_flag')).toBe('0');
  const written = terminal.written();
  for (const mode of MODES_OFF) expect(written.lastIndexOf(mode)).toBeGreaterThan(written.lastIndexOf('\u001b[?1049h'));
  expect(await terminal.ask(MODES)).toBe(before);
}

describe('U5 the terminal is given back', () => {
  test.for([
    { by: 'q', key: 'q' },
    { by: 'Ctrl-C', key: 'C-c' },
  ])('by $by, with exit code 0', async ({ key }) => {
    await start();
    terminal.press(key);
    await terminal.until('exit 0');
    await expectGivenBack();
  });

  test.for([
    { signal: 'SIGTERM', code: 143 },
    { signal: 'SIGINT', code: 130 },
    { signal: 'SIGHUP', code: 129 },
    { signal: 'SIGQUIT', code: 131 },
  ] as const)('by $signal, with exit code $code', async ({ signal, code }) => {
    await start();
    process.kill(await pid(), signal);
    await terminal.until(`exit ${code}`);
    await expectGivenBack();
  });

  test('by SIGTERM in the moment when it starts', async () => {
    const root = boardRoot();
    terminal.run(`clear; ${VIEWER} --root ${root}; echo "exit $?"`);
    await terminal.until(() => terminal.fact('alternate_on') === '1');
    process.kill(await pid(), 'SIGTERM');
    await terminal.until('exit 143');
    await expectGivenBack();
  });

  test.for([
    { by: 'q', code: 0, end: async () => terminal.press('q') },
    { by: 'SIGTERM', code: 143, end: async () => process.kill(await pid(), 'SIGTERM') },
  ])('by $by, at once, while a file system does not answer', async ({ code, end }, { skip, onTestFinished }) => {
    needTools(skip, 'perl');
    if (process.getuid?.() !== 0) skip('only root can make the opening of a file wait');
    const root = boardRoot();
    const holder = await holdOpens(join(root, 'leaderboards/rolling-30d.json'));
    onTestFinished(() => void holder.kill());
    terminal.run(`clear; ${VIEWER} --root ${root}; echo "exit $?"`);
    await terminal.until('Reading the board');
    await end();
    await terminal.until(`exit ${code}`);
    await expectGivenBack();
  });

  test('when the deluxe backend has asked for the mouse', async () => {
    await start('--backend deluxe');
    expect(terminal.fact('mouse_any_flag')).toBe('1');
    terminal.press('q');
    await terminal.until('exit 0');
    await expectGivenBack();
  });

  test.for([
    { what: 'drawing throws', key: 'x', says: 'the view has a bug' },
    { what: 'an effect throws', key: 'u', says: 'the effect has a bug' },
  ])('when $what; the stack is shown afterwards, exit code 1', async ({ key, says }) => {
    const viewer = join(CHECKOUT, 'test/scoreboard/tui/crashing-viewer.ts');
    terminal.run(`clear; ${join(CHECKOUT, 'node_modules/.bin/node')} ${viewer}; echo "exit $?"`);
    await terminal.until('all is well');
    terminal.type(key);
    const lines = await terminal.until('exit 1');
    expect(lines.join('\n')).toMatch(new RegExp(`Error: ${says}\n.*at `));
    await expectGivenBack();
  });
});

describe('U5 Ctrl-Z', () => {
  test.for([
    { by: 'Ctrl-Z', stop: () => terminal.press('C-z') },
    { by: 'SIGTSTP', stop: async () => process.kill(await pid(), 'SIGTSTP') },
  ])('$by gives the terminal back, fg brings all back in the size of then', async ({ stop }) => {
    await start();
    terminal.press('Down');
    await terminal.until(/› +2/);
    await stop();
    await terminal.until(/Stopped/);
    await expectGivenBack();
    terminal.resize(120, 40);
    terminal.run(`clear; ${FG}`);
    const lines = await terminal.until(/zelkova/);
    expect(lines[0]?.length).toBe(120);
    expect(lines.join('\n')).toMatch(/› +2/);
    expect(terminal.fact('alternate_on')).toBe('1');
    expect(terminal.fact('cursor_flag')).toBe('0');
    terminal.press('Down');
    await terminal.until(/› +3/);
    terminal.press('q');
    await terminal.until('exit 0');
    await expectGivenBack();
  });

  test('after SIGSTOP, which gives nothing back, fg draws all anew', async () => {
    await start();
    process.kill(await pid(), 'SIGSTOP');
    await terminal.until(/Stopped/);
    terminal.run(`clear; ${FG}`);
    await terminal.until(/acacia/);
    terminal.press('Down');
    await terminal.until(/› +2/);
    terminal.press('q');
    await terminal.until('exit 0');
    await expectGivenBack();
  });

  test('a viewer that goes on in the background stays off the screen', async () => {
    await start();
    const viewer = await pid();
    terminal.press('C-z');
    await terminal.until(/Stopped/);
    terminal.run('clear; bg; sleep 1; echo slept');
    await terminal.until(/^slept$/m);
    // It wants the terminal, and is stopped for that.
    expect(state(viewer)).toBe('T');
    expect(terminal.fact('alternate_on')).toBe('0');
    terminal.run(FG);
    await terminal.until(/acacia/);
    terminal.press('q');
    await terminal.until('exit 0');
    await expectGivenBack();
  });

  test('where no shell could bring it back it goes on at once', async () => {
    const root = boardRoot();
    const lone = join(terminal.folder, 'lone');
    // A session of its own, whose leader ends: an orphaned process group.
    terminal.run(`clear; script -qfc 'exec ${VIEWER} --root ${root}' ${lone}; echo "exit $?"`);
    await terminal.until(/acacia/);
    terminal.press('C-z');
    terminal.press('Down');
    await terminal.until(/› +2/);
    terminal.press('q');
    await terminal.until('exit 0');
  });
});

test('U5 the viewer ends with its terminal', async () => {
  await start();
  const viewer = await pid();
  terminal.close();
  for (let tries = 0; tries < 400 && isAlive(viewer); tries++) await sleep(25);
  expect(isAlive(viewer)).toBe(false);
});

/** A process's state as ps shows it: T is stopped, Z is dead; null when there is none. */
function state(process: number): string | null {
  const file = `/proc/${process}/stat`;
  return existsSync(file) ? (/\) (\S)/.exec(readFileSync(file, 'utf8'))?.[1] ?? null) : null;
}

function isAlive(process: number): boolean {
  return ![null, 'Z', 'X'].includes(state(process));
}
