import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareFiles } from '../../../src/scoreboard/commands/share-files.ts';
import { KEY_BINDINGS } from '../../../src/scoreboard/tui/key-bindings.ts';
import { needTools } from '../../house/need-tools.ts';
import { emptyFolder } from '../place.ts';
import { realProgram, viewerProgram } from './programs.ts';

const PAGES = ['man1/slurm-sb.1', 'man1/slurm-sb-tui.1', 'man5/slurm-sb.yaml.5'];

let folder = '';
beforeAll(() => {
  folder = emptyFolder();
  const sources = { program: realProgram(), viewer: viewerProgram(), keys: KEY_BINDINGS, version: '1.2.3' };
  for (const [path, text] of shareFiles(sources)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, args: readonly string[], env: Record<string, string> = {}) {
  const surroundings = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8', ...env };
  const { status, stdout, stderr } = spawnSync(command, args, { env: surroundings, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const page = (name: string): string => join(folder, 'man', name);

/** A page as man(1) shows it in 80 columns. */
const shown = (name: string): string => run('man', ['-l', page(name)], { MANWIDTH: '80', MANPAGER: 'cat' }).stdout;

describe('I3 the manual', () => {
  it.for(PAGES)('mandoc finds no fault in %s but that it has no date', (name, { skip }) => {
    needTools(skip, 'mandoc');
    const { stdout } = run('mandoc', ['-T', 'lint', '-W', 'warning', page(name)]);
    const faults = stdout
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith('WARNING: missing date, using "": TH'));
    expect(faults).toEqual([]);
  });

  it.for(PAGES)('groff finds no fault in %s, for terminals with and without Unicode', (name, { skip }) => {
    needTools(skip, 'groff');
    for (const device of ['utf8', 'ascii']) {
      expect(run('groff', ['-man', `-T${device}`, '-ww', page(name)])).toMatchObject({ status: 0, stderr: '' });
    }
  });

  it.for(PAGES)('man shows %s in 80 columns', (name, { skip }) => {
    needTools(skip, 'man');
    const lines = shown(name).split('\n');
    expect(lines.length).toBeGreaterThan(50);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => /^[A-Z]/.test(line)).slice(1, 4)).toEqual(['NAME', 'SYNOPSIS', 'DESCRIPTION']);
  });

  it('an option, an example and a setting look as they are typed', ({ skip }) => {
    needTools(skip, 'man');
    expect(shown('man1/slurm-sb.1')).toContain(`
              --window window
                     Which UTC days count (alltime, 30d, 365d; default: 30d).
`);
    expect(shown('man1/slurm-sb.1')).toContain("\n              slurm-sb top --user 'a*' --json\n");
    expect(shown('man1/slurm-sb-tui.1')).toContain('\n       Up Down k j\n              One row up, down.\n');
    expect(shown('man5/slurm-sb.yaml.5')).toContain(`
       max_minutes
              After so long a tick begins no further call. Keep it below the
              interval of the crontab.

              Default: 8 minutes. Allowed: a number above 0 and up to 1440.

              Variable: SLURM_SB_MAX_MINUTES. Flag: --max-minutes minutes.
`);
  });

  it('the ends by a signal, the caches and the keys without an arrow are told', ({ skip }) => {
    needTools(skip, 'man');
    const text = shown('man1/slurm-sb-tui.1').replace(/\s+/g, ' ');
    expect(text).toContain(' Ctrl-Z Stop; fg comes back. ');
    expect(text).toContain(' ? The help. ');
    expect(text).toContain(' 1 It failed. 2 ');
    expect(text).toMatch(/ 129 [^.]*SIGHUP[^.]*\. 130 [^.]*SIGINT[^.]*\. 131 [^.]*SIGQUIT\. 143 [^.]*SIGTERM\. /);
    expect(text).toMatch(/ NO_MOTION [^.]*--no-animation\. /);
    for (const name of ['man1/slurm-sb.1', 'man1/slurm-sb-tui.1']) {
      const page = shown(name).replace(/\s+/g, ' ');
      expect(page).toMatch(/ NO_COLOR [^.]*no colours\. .* XDG_CACHE_HOME .* NODE_DISABLE_COMPILE_CACHE Set to 1: /);
      expect(page).toMatch(/ ~\/\.cache\/slurm-sb\/ Compiled code .* deleted /);
    }
  });

  it('apropos finds the pages by their summaries', ({ skip }) => {
    needTools(skip, 'lexgrog');
    expect(run('lexgrog', PAGES.map(page)).stdout.replaceAll(`${folder}/man/`, '')).toBe(
      `man1/slurm-sb.1: "slurm-sb - leaderboards from Slurm accounting, over several clusters"
man1/slurm-sb-tui.1: "slurm-sb-tui - look at the leaderboards of slurm-sb"
man5/slurm-sb.yaml.5: "slurm-sb.yaml - settings of slurm-sb"
`,
    );
  });
});
