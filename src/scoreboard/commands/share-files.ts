import type { Command } from 'commander';
import { commandFacts } from '../manual/command-facts.ts';
import { completionScript } from '../manual/completion-script.ts';
import { scoreboardPage } from '../manual/scoreboard-page.ts';
import { settingsPage } from '../manual/settings-page.ts';
import { type KeyBinding, tuiPage } from '../manual/tui-page.ts';

/** What the manual and the completions are made from. */
export type ShareSources = {
  /** `slurm-sb` with all its commands, and `slurm-sb-tui`. */
  readonly program: Command;
  readonly viewer: Command;
  /** The keys of the viewer. */
  readonly keys: readonly KeyBinding[];
  readonly version: string;
};

/**
 * The files of an installation's `share/`, text by path below it: manual pages, and completions in the folders where
 * bash-completion, zsh and fish look for them. The same sources give the same bytes.
 */
export function shareFiles({ program, viewer, keys, version }: ShareSources): ReadonlyMap<string, string> {
  const scoreboard = commandFacts(program);
  const tui = commandFacts(viewer);
  const completions = [scoreboard, tui].flatMap((one) => [
    [`bash-completion/completions/${one.name}`, completionScript('bash', [one])] as const,
    [`zsh/site-functions/_${one.name}`, completionScript('zsh', [one])] as const,
    [`fish/vendor_completions.d/${one.name}.fish`, completionScript('fish', [one])] as const,
  ]);
  return new Map([
    [`man/man1/${scoreboard.name}.1`, scoreboardPage(scoreboard, version)],
    [`man/man1/${tui.name}.1`, tuiPage(tui, keys, version)],
    ['man/man5/slurm-sb.yaml.5', settingsPage(version)],
    ...completions,
  ]);
}
