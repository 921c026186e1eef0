import type { ArgumentFacts, CommandFacts, Offer, OptionFacts } from './command-facts.ts';
import { allCommands, briefText, functionName, quoted } from './completion-facts.ts';

/**
 * Completion of programs for zsh 5: as a file on `fpath` that is named `_` and the first program's name, or read by
 * `source` after compinit.
 */
export function zshCompletion(programs: readonly CommandFacts[]): string {
  const names = programs.map(({ name }) => name);
  const [first = ''] = names;
  return `#compdef ${names.join(' ')}
# zsh completion of ${names.join(' and ')}; made by: slurm-sb completion zsh

${clusterFunction(first)}
${programs
  .flatMap(allCommands)
  .map((command) => commandFunction(command, first))
  .join('\n')}
if [[ \${funcstack[1]-} == ${quoted(`_${first}`)} ]]; then
    case $service in
${programs.map(({ name }) => `        ${name}) _${functionName(name)} ;;`).join('\n')}
    esac
else
    if ! (( $+functions[compdef] )); then autoload -Uz compinit && compinit -i; fi
${programs.map(({ name }) => `    compdef _${functionName(name)} ${name}`).join('\n')}
fi
`;
}

/** Proposes its arguments and the clusters of the root; without one, of the root that a program on PATH was deployed for. */
function clusterFunction(first: string): string {
  return `_${functionName(first)}_clusters() {
    # What was typed, with each backslash doubled by _arguments
    local root=\${(Q)\${(Q)opt_args[--root]-}}
    root=\${\${root:-\${SLURM_SB_ROOT-}}/#\\~/$HOME}
    if [[ -z $root ]]; then
        # What the program takes then: the root that deploy named, or the prefix where it is one itself
        root=$(whence -p ${first})
        if [[ $root == ?*/bin/${first} ]]; then root=\${root%/bin/${first}}; else root=; fi
        if [[ -n $root && -L $root/root ]]; then root+=/root; fi
    fi
    local -a names
    if [[ -n $root ]]; then names=("$root"/clusters/*(N/:t)); fi
    compadd -- "$@" \${(M)names:#[a-z0-9][-a-z0-9_]#}
}
`;
}

function commandFunction(command: CommandFacts, first: string): string {
  const fn = `_${functionName(command.path)}`;
  const specs = [
    ...command.options.map((option) => optionSpec(option, first)),
    ...command.arguments.map((argument, index) => argumentSpec(argument, index, first)),
  ];
  if (command.commands.length === 0)
    return `${fn}() {\n    typeset -A opt_args\n    _arguments -s -S ${joined(specs)}\n}\n`;
  const described = command.commands.map(({ name, text }) => quoted(`${name}:${briefText(text)}`));
  const branches = command.commands.map(({ name, path }) => `        ${name}) _${functionName(path)} ;;`);
  return `${fn}() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    local -a commands=(${['', ...described].join('\n        ')}
    )
    _arguments -C -S ${joined([...specs, quoted('1:command:->command'), quoted('*::argument:->argument')])}
    if [[ $state == command ]]; then
        _describe -t commands command commands
    elif [[ $state == argument ]]; then
        curcontext=\${curcontext%:*:*}:${functionName(command.path)}-$line[1]:
        case $line[1] in
    ${branches.join('\n    ')}
        esac
    fi
}
`;
}

function joined(specs: readonly string[]): string {
  return specs.join(' \\\n        ');
}

/** `'(-h --help)'{-h,--help}'[print help]'`, `'--root=[the shared folder]:dir:_files -/'` (zshcompsys(1), _arguments). */
function optionSpec({ names, value, valueRequired, text, offer }: OptionFacts, first: string): string {
  const rest = `[${specText(briefText(text))}]${value === null ? '' : `${valueRequired ? ':' : '::'}${specText(value)}:${action(offer, first)}`}`;
  const sign = (name: string): string => (value !== null && name.startsWith('--') ? `${name}=` : name);
  if (names.length === 1) return quoted(`${sign(names[0]!)}${rest}`);
  return `${quoted(`(${names.join(' ')})`)}{${names.map(sign).join(',')}}${quoted(rest)}`;
}

function argumentSpec({ name, required, offer }: ArgumentFacts, index: number, first: string): string {
  return quoted(`${index + 1}${required ? ':' : '::'}${specText(name)}:${action(offer, first)}`);
}

function action(offer: Offer, first: string): string {
  switch (offer.kind) {
    case 'nothing':
      return ' ';
    case 'words':
      return `(${offer.words.join(' ')})`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    case 'cluster':
      // Without the blank _arguments would put options of compadd before the words.
      return ` _${functionName(first)}_clusters ${offer.words.join(' ')}`.trimEnd();
    default:
      return offer satisfies never;
  }
}

function specText(text: string): string {
  return text.replace(/[\\:[\]]/g, '\\$&');
}
