import type { Command } from 'commander';
import { EXIT, type ExitCode } from '../../platform/exit-codes.ts';
import { choiceArgument } from './choice-option.ts';
import { type CommandCall, type CommandParts, runAction, withExamples } from './scoreboard-command.ts';

/** What `completion` needs beyond every command. */
export type CompletionParts = CommandParts & {
  /** The viewer's program, whose options are completed too. */
  readonly viewer: () => Promise<Command>;
};

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** Both programs are completed from the start of a shell on, so the script is read by the shell's own start file. */
const EXAMPLES = [
  'slurm-sb completion bash > ~/.slurm-sb.bash',
  "echo '. ~/.slurm-sb.bash' >> ~/.bashrc",
  'slurm-sb completion zsh > ~/.slurm-sb.zsh',
  "echo '. ~/.slurm-sb.zsh' >> ~/.zshrc",
  'slurm-sb completion fish > ~/.config/fish/conf.d/slurm-sb.fish',
];

const AFTER_EXAMPLES = `
That is all it takes for yourself: new shells then complete with Tab. The line
in ~/.zshrc belongs after compinit.`;

/** Adds `completion`: the script that lets a shell complete command lines. */
export function addCompletionCommand(program: Command, parts: CompletionParts): void {
  const completion = program
    .command('completion')
    .description('print the script that lets a shell complete slurm-sb and slurm-sb-tui')
    .addArgument(choiceArgument('<shell>', { says: 'the shell', words: SHELLS }));
  completion.action(runAction(parts, (call: CommandCall<object>) => printCompletion(parts, program, call)));
  withExamples(completion, EXAMPLES).addHelpText('after', AFTER_EXAMPLES);
}

async function printCompletion(
  { terminal, viewer }: CompletionParts,
  program: Command,
  { args }: CommandCall<object>,
): Promise<ExitCode> {
  const { commandFacts } = await import('../manual/command-facts.ts');
  const { completionScript } = await import('../manual/completion-script.ts');
  const programs = [commandFacts(program), commandFacts(await viewer())];
  terminal.out(completionScript(args[0] as (typeof SHELLS)[number], programs));
  return EXIT.ok;
}
