import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { realProgram } from '../manual/programs.ts';

type Shown = { readonly path: string; readonly text: string };

/** What `--help` prints for a command and all below it, on a terminal of 80 columns. */
function shown(command: Command, parentPath = ''): Shown[] {
  const path = `${parentPath} ${command.name()}`.trimStart();
  const printed: string[] = [];
  command.configureOutput({ writeOut: (text) => void printed.push(text), getOutHelpWidth: () => 80 });
  command.outputHelp();
  return [{ path, text: printed.join('') }, ...command.commands.flatMap((one) => shown(one, path))];
}

describe('--help', () => {
  it.each(shown(realProgram()))('of $path fits 80 columns, and has examples', ({ path, text }) => {
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text).toMatch(/^Usage: /);
    expect(text).toContain(`\nExamples:\n  $ ${path.split(' ')[0]}`);
  });

  it('of the program ends with the exit codes', () => {
    const [{ text } = { text: '' }] = shown(realProgram());
    expect(text).toMatch(/\nExit codes:\n {2}0 {2}done[^\n]*\n[\s\S]*\n {2}7 {2}[^\n]*\n$/);
  });
});
