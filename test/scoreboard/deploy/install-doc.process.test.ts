import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needTools } from '../../house/need-tools.ts';
import { builtCheckout, openFolder, type Ran, run } from './checkout.ts';

const TOP = join(import.meta.dirname, '../../..');
const DOC = readFileSync(join(TOP, 'docs/install.md'), 'utf8');

/** A job that ended on 2026-09-01; a board shows who has three. */
const rowOf = (id: number): string =>
  `${id}|alice|COMPLETED|60|2|1|100M|||cpu=2,mem=100M,node=1|1788220000|1788220740|1788220800|1788220000|chem|cpu|normal|10|00:01:00|`;

let folder = '';
beforeAll(() => {
  folder = openFolder();
  builtCheckout(join(folder, 'checkout'));
  mkdirSync(join(folder, 'home'));
  writeFileSync(join(folder, 'home/rows.psv'), `${[1, 2, 3].map(rowOf).join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The blocks of this language as they stand in the document. */
function blocksOf(language: string): string[] {
  return [...DOC.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text!);
}

/** The same with this test's folders. */
function blocks(language: string): string[] {
  return blocksOf(language).map((text) =>
    text.replaceAll('/shared/', `${folder}/shared/`).replace('-g slurm-sb ', '-g "$(id -gn)" '),
  );
}

/** Runs a block on a login node of hammer. */
function runBlock(shell: readonly string[], text: string): Ran {
  const script = `cd '${folder}/checkout'\n${text}`;
  return run([...shell, script], {
    PATH: `${folder}/shared/slurm-sb/bin:/usr/bin:/bin`,
    HOME: join(folder, 'home'),
    SLURM_SB_SACCT_PATH: join(TOP, 'fixtures/bin/sacct-replay'),
    SLURM_SB_SCONTROL_PATH: join(TOP, 'fixtures/bin/scontrol-hammer'),
  });
}

describe('I3 docs/install.md', () => {
  const sh = blocksOf('sh');

  it('has a block for each step', () => {
    expect(sh.map((text) => text.trim().split('\n').at(-1)!.split(' ').slice(0, 3).join(' '))).toEqual([
      'install -d -g',
      'bin/slurm-sb deploy --prefix',
      'slurm-sb config check',
      'slurm-sb poll --root',
      'slurm-sb deploy --list',
      'slurm-sb deploy --rollback',
      'slurm-sb deploy --uninstall',
      'export PATH=/shared/slurm-sb/bin:$PATH',
      'slurm-sb top --window',
    ]);
  });

  it('every command of it works, in its order', () => {
    const [folders, deploy, clusters, look, list, back, , profile, read] = blocks('sh');
    const strict = ['sh', '-euc'];
    const tick = blocks('')
      .find((text) => text.startsWith('*/10'))
      ?.replace('*/10 * * * * ', 'SLURM_SB_BACKFILL_START=2026-09-01 SLURM_SB_MAX_CALLS=1 ');
    for (const text of [folders, deploy, clusters, look, tick, list, `${profile}${read}`]) {
      expect({ text, ...runBlock(strict, text!) }).toMatchObject({ text, code: 0, err: '' });
    }
    expect(runBlock(strict, back!)).toMatchObject({
      code: 1,
      err: expect.stringMatching('no version was in force before'),
    });
    appendFileSync(join(folder, 'checkout/dist/demo-sacct.js'), '// newer\n');
    expect(runBlock(strict, deploy!)).toMatchObject({ code: 0, err: '' });
    expect(runBlock(strict, back!)).toMatchObject({ code: 0, err: '' });
  });

  it.for(['bash', 'zsh', 'fish'])('completion for %s works', (shell, { skip }) => {
    needTools(skip, shell);
    const [text] = blocks(shell);
    const show = {
      bash: 'complete -p slurm-sb slurm-sb-tui',
      zsh: 'echo $_comps[slurm-sb] $_comps[slurm-sb-tui]',
      fish: "complete -C 'slurm-sb depl'",
    }[shell];
    const flags = { bash: ['--norc', '-c'], zsh: ['-fc'], fish: ['--no-config', '-c'] }[shell]!;
    const { out, err } = runBlock([shell, ...flags], `${text}${show}\n`);
    expect(err).toBe('');
    expect(out).toMatch(
      {
        bash: /_slurm_sb slurm-sb\n.*_slurm_sb_tui slurm-sb-tui\n/,
        zsh: /^_slurm-sb _slurm-sb-tui\n$/,
        fish: /^deploy\t/,
      }[shell]!,
    );
  });

  it('ends with nothing left of the program', () => {
    expect(runBlock(['sh', '-euc'], blocks('sh')[6]!)).toMatchObject({ code: 0, err: '' });
    expect([
      existsSync(join(folder, 'shared/slurm-sb/bin')),
      existsSync(join(folder, 'shared/scoreboard/config')),
    ]).toEqual([false, true]);
  });
});
