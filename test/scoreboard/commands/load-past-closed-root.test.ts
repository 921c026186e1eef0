import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPastClosedRoot } from '../../../src/scoreboard/commands/load-past-closed-root.ts';
import { runAction, scoreboardCommand, withSettings } from '../../../src/scoreboard/commands/scoreboard-command.ts';
import { emptyFolder, rootWith } from '../place.ts';
import { callProgram } from './call-program.ts';

const home = emptyFolder();
mkdirSync(join(home, '.slurm_scoreboard'));
writeFileSync(join(home, '.slurm_scoreboard/config.yaml'), 'max_calls: 7\n');

/** A root that not even root may look into: a link that leads to itself. */
const closed = join(emptyFolder(), 'closed');
symlinkSync(closed, closed);

const load = (args: readonly string[], env: Record<string, string> = {}) =>
  callProgram(
    (program, parts) => {
      const look = withSettings(scoreboardCommand(program, 'look', 'look around'), ['cluster']);
      look.action(
        runAction(parts, async ({ command }) => {
          const { root, cluster, max_calls } = (await loadPastClosedRoot(parts, command)).values;
          parts.terminal.out(JSON.stringify({ root, cluster, max_calls }));
          return 0;
        }),
      );
    },
    ['look', ...args],
    { env, home },
  );

describe('C1 C11 the settings with a root that may not be looked into', () => {
  it.each<[string, string[], Record<string, string>]>([
    ['named by the flag', ['--root', closed, '--cluster', 'bell'], {}],
    ['named by the variable', ['--cluster', 'bell'], { SLURM_SB_ROOT: closed }],
  ])('%s are those of everything else', async (_, args, env) => {
    const { out, error } = await load(args, env);
    expect(error).toBeNull();
    expect(JSON.parse(out)).toEqual({ root: closed, cluster: 'bell', max_calls: 7 });
  });

  it('mistakes beside it are still told', async () => {
    expect(await load(['--root', closed, '--cluster', 'no cluster'])).toMatchObject({ code: 2 });
  });

  it('mistakes in a root that is open are told', async () => {
    const { root } = await rootWith();
    mkdirSync(join(root, 'config'));
    writeFileSync(join(root, 'config/config.yaml'), 'max_calls: many\n');
    expect(await load(['--root', root])).toMatchObject({ code: 2, error: expect.stringContaining('config.yaml:1') });
  });
});
