import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runRealProcess } from '../../../src/platform/run-process.ts';
import { askSacct, type Sacct } from '../../../src/scoreboard/sacct/ask-sacct.ts';
import { ALL_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';
import type { SacctFailure } from '../../../src/scoreboard/sacct/sacct-failure.ts';

const fake = (name: string): string => fileURLToPath(new URL(`../../../fixtures/bin/${name}`, import.meta.url));
const SEPTEMBER = { since: 1_788_220_000, until: 1_790_812_800 };

function sacctOf(file: string, more: Partial<Sacct> = {}): Sacct {
  return {
    run: runRealProcess,
    file,
    env: { PATH: '/usr/bin:/bin' },
    timeoutMs: 20_000,
    memoryLimitMib: 0,
    ignoreStderr: [],
    ...more,
  };
}

async function ask(sacct: Sacct, signal?: AbortSignal): Promise<{ text: string; bytes: number }> {
  let text = '';
  const onBytes = (chunk: Buffer): void => {
    text += chunk.toString('latin1');
  };
  const question = { columns: ALL_COLUMNS, interval: SEPTEMBER, steps: true };
  return { bytes: await askSacct(sacct, question, { onBytes, signal }), text };
}

async function failureOf(sacct: Sacct): Promise<{ kind: string; exitCode: number; message: string }> {
  const error = (await ask(sacct).then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  )) as SacctFailure;
  return { kind: error.kind, exitCode: error.exitCode, message: error.message };
}

describe('S8 an answer with any sign of trouble fails whole', () => {
  it.each([
    ['dies after a row', 'sacct-dies', 'too-much', /SIGKILL/],
    ['cuts its last line', 'sacct-half-line', 'refused', /last line was cut/],
    ['prints a header', 'sacct-header', 'refused', /header line/],
    ['complains but ends with 0', 'sacct-error-exit-0', 'away', /persistent connection/],
    ['cannot reach accounting', 'sacct-away', 'away', /Connection refused/],
    ['refuses the window', 'sacct-too-wide', 'too-much', /Too wide/],
    ['is refused memory', 'sacct-out-of-memory', 'too-much', /out of memory/],
    ['has a plugin that complains', 'sacct-noisy', 'refused', /cli_filter/],
  ])('one that %s', async (_, name, kind, message) => {
    expect(await failureOf(sacctOf(fake(name)))).toMatchObject({
      kind,
      exitCode: 1,
      message: expect.stringMatching(message),
    });
  });

  it('one that is not there is a missing tool', async () => {
    expect(await failureOf(sacctOf('/nowhere/sacct'))).toMatchObject({ kind: 'no-tool', exitCode: 4 });
  });

  it('one that hangs is ended at the time limit', async () => {
    expect(await failureOf(sacctOf(fake('sacct-hangs'), { timeoutMs: 700 }))).toMatchObject({ kind: 'too-much' });
  });

  it('one that wants more memory than it may have is ended', async () => {
    // 64 MiB of address space are not enough for awk to build a string of 256 MB.
    const hungry = sacctOf('/usr/bin/awk', { memoryLimitMib: 64 });
    const end = await runRealProcess({
      file: hungry.file,
      args: ['BEGIN { s = "x"; while (length(s) < 268435456) s = s s; print length(s) }'],
      env: hungry.env,
      timeoutMs: 20_000,
      memoryLimitMib: 64,
      onOutput: () => undefined,
    });
    expect(end.exitCode === 0 && end.outcome === 'exited').toBe(false);
  });
});

describe('S7 the answer', () => {
  it('arrives whole from a slow one', async () => {
    const { text, bytes } = await ask(sacctOf(fake('sacct-slow')));
    expect(text.split('\n').map((line) => line.split('|')[0])).toEqual(['1', '2', '3', '4', '5', '']);
    expect(bytes).toBe(text.length);
  });

  it('is kept when the site named the line on stderr as harmless', async () => {
    const { text } = await ask(sacctOf(fake('sacct-noisy'), { ignoreStderr: ['cli_filter/site'] }));
    expect(text).toMatch(/^1\|alice\|/);
  });

  it('ends with the abort signal, at once, and the child is gone', async () => {
    const controller = new AbortController();
    const asking = ask(sacctOf(fake('sacct-hangs')), controller.signal);
    controller.abort(new Error('stopped'));
    await expect(asking).rejects.toThrow('stopped');
  });
});
