import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCompletionCommand } from '../../../src/scoreboard/commands/completion-command.ts';
import { callProgram } from './call-program.ts';

const call = (...args: string[]) =>
  callProgram(
    (program, parts) => {
      program.command('top').option('--window <window>', 'when');
      addCompletionCommand(program, {
        ...parts,
        viewer: async () => new Command('slurm-sb-tui').option('--theme <name>'),
      });
    },
    ['completion', ...args],
  );

describe('C15 completion', () => {
  it.each([
    ['bash', /^complete -F _slurm_sb slurm-sb$/m, /^complete -F _slurm_sb_tui slurm-sb-tui$/m],
    ['zsh', /^#compdef slurm-sb slurm-sb-tui$/m, /--theme=/],
    ['fish', /^complete -c slurm-sb .*-l window/m, /^complete -c slurm-sb-tui .*-l theme/m],
  ])('prints a script for %s that knows both programs', async (shell, ...wanted) => {
    const { code, out, err } = await call(shell);
    expect([code, err]).toEqual([0, '']);
    for (const pattern of wanted) expect(out).toMatch(pattern);
  });

  it('refuses a shell that it does not know', async () => {
    expect(await call('tcsh')).toMatchObject({
      code: 2,
      error: 'shell "tcsh": choose one of bash, zsh, fish',
      out: '',
    });
    expect((await call()).code).toBe('bad usage');
  });

  it('says how to install it', async () => {
    const { out } = await call('--help');
    expect(out).toContain(
      "\n  $ slurm-sb completion bash > ~/.slurm-sb.bash\n  $ echo '. ~/.slurm-sb.bash' >> ~/.bashrc\n",
    );
    expect(out).toContain('belongs after compinit');
  });
});
