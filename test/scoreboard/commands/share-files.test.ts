import { describe, expect, it } from 'vitest';
import { shareFiles } from '../../../src/scoreboard/commands/share-files.ts';
import { realProgram, viewerProgram } from '../manual/programs.ts';

const files = () =>
  shareFiles({
    program: realProgram(),
    viewer: viewerProgram(),
    keys: [{ keys: 'q', does: 'quit' }],
    version: '1.2.3',
  });

describe('I2 I3 the files of share/', () => {
  it('lie where man, bash, zsh and fish look for them', () => {
    expect([...files().keys()].sort()).toEqual([
      'bash-completion/completions/slurm-sb',
      'bash-completion/completions/slurm-sb-tui',
      'fish/vendor_completions.d/slurm-sb-tui.fish',
      'fish/vendor_completions.d/slurm-sb.fish',
      'man/man1/slurm-sb-tui.1',
      'man/man1/slurm-sb.1',
      'man/man5/slurm-sb.yaml.5',
      'zsh/site-functions/_slurm-sb',
      'zsh/site-functions/_slurm-sb-tui',
    ]);
  });

  it('each completes or describes its own program', () => {
    expect(files().get('bash-completion/completions/slurm-sb')).not.toContain('_slurm_sb_tui');
    expect(files().get('zsh/site-functions/_slurm-sb-tui')).toMatch(/^#compdef slurm-sb-tui\n/);
    expect(files().get('man/man1/slurm-sb-tui.1')).toContain('"slurm\\-sb 1.2.3"');
  });

  it('are the same bytes each time, ASCII, with a line end at the end', () => {
    expect([...files()]).toEqual([...files()]);
    for (const [path, text] of files()) expect(text, path).toMatch(/^[\n\u0020-\u007e]*\n$/);
  });
});
