import type { CommandFacts, Offer } from './command-facts.ts';
import { allCommands, allSlots, briefText, functionName } from './completion-facts.ts';

/** Completion of programs for fish 3. */
export function fishCompletion(programs: readonly CommandFacts[]): string {
  return programs.map(programText).join('\n');
}

function programText(program: CommandFacts): string {
  const { name } = program;
  const commands = allCommands(program);
  return `# fish completion of ${name}; made by: slurm-sb completion fish

# Whether the cursor is at an argument or an option of the command PATH: __${functionName(name)}_at PATH [NUMBER]
# With NUMBER: so many arguments of that command, which has no commands of its own or got none yet, stand before.
${walkFunction(program)}
${clusterFunction(program)}
complete -c ${name} -f
${commands.flatMap((command) => commandLines(command, program)).join('\n')}
`;
}

/** Walks over the words before the cursor as the program would. */
function walkFunction(program: CommandFacts): string {
  const fn = `__${functionName(program.name)}`;
  const valued = allSlots(program).flatMap(({ path, at }) =>
    at.flatMap((one) => (typeof one === 'string' ? [`${path} ${one}`] : [])),
  );
  const paths = allCommands(program)
    .slice(1)
    .map(({ path }) => path);
  return `function ${fn}_at
    set -l at ${quoted(program.name)}
    set -l arguments 0
    set -l ended
    set -l skip
    for word in (commandline -opc)[2..-1]
        if test -n "$skip"
            set skip
        else if test -z "$ended"; and test "$word" = --
            set ended 1
        else if test -z "$ended"; and string match -q -- '-*' $word
            contains -- "$at $word" ${list(valued)}; and set skip 1
        else if test $arguments = 0; and contains -- "$at $word" ${list(paths)}
            set at "$at $word"
        else
            set arguments (math $arguments + 1)
        end
    end
    test "$at" = "$argv[1]"; and test -z "$argv[2]" -o "$argv[2]" = $arguments
end
`;
}

/** Prints the clusters of the root on the command line or in the environment, else of that which a program on PATH was deployed for. */
function clusterFunction({ name }: CommandFacts): string {
  return `function __${functionName(name)}_clusters
    set -l root $SLURM_SB_ROOT
    set -l words (commandline -opc)
    for index in (seq (count $words))
        if test "$words[$index]" = --root
            set root $words[(math $index + 1)]
        else if string match -q -- '--root=*' $words[$index]
            set root (string replace -- --root= '' $words[$index])
        end
    end
    set root (string replace -r -- '^~' $HOME $root)
    if test -z "$root"
        # What the program takes then: the root that deploy named, or the prefix where it is one itself
        set -l program (command -s ${name})
        set root (string replace -r -f -- '^(.+)/bin/${name}$' '$1' "$program")
        test -n "$root"; and test -L "$root/root"; and set root $root/root
    end
    test -n "$root"; or return
    for folder in $root/clusters/*/
        string match -r -- '^[a-z0-9][a-z0-9_-]*$' (basename $folder)
    end
end
`;
}

function commandLines({ path, options, commands, arguments: args }: CommandFacts, program: CommandFacts): string[] {
  const fn = `__${functionName(program.name)}`;
  const line = (condition: string, ...rest: readonly string[]): string =>
    [`complete -c ${program.name} -n ${quoted(condition)}`, ...rest].join(' ');
  const at = `${fn}_at "${path}"`;
  return [
    ...commands.map(({ name, text }) => line(`${at} 0`, `-a ${name}`, `-d ${quoted(briefText(text))}`)),
    ...args.flatMap(({ offer }, index) =>
      offer.kind === 'nothing' ? [] : [line(`${at} ${index}`, offerOf(offer, fn).replace(/^-[xr] ?/, ''))],
    ),
    ...options.map(({ names, valueRequired, text, offer }) =>
      line(at, ...names.map(nameFlag), ...(valueRequired ? [offerOf(offer, fn)] : []), `-d ${quoted(briefText(text))}`),
    ),
  ];
}

function nameFlag(name: string): string {
  return name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`;
}

function offerOf(offer: Offer, fn: string): string {
  switch (offer.kind) {
    case 'nothing':
      return '-x';
    case 'words':
      return `-x -a ${quoted(offer.words.join(' '))}`;
    case 'file':
      return '-r -F';
    case 'folder':
      return `-x -a '(__fish_complete_directories)'`;
    case 'cluster':
      return `-x -a ${quoted([...offer.words, `(${fn}_clusters)`].join(' '))}`;
    default:
      return offer satisfies never;
  }
}

function list(texts: readonly string[]): string {
  return texts.map(quoted).join(' ');
}

/** A text as one word of fish: in single quotes a backslash and a quote are escaped. */
function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
