import { bashBranches } from './bash-branches.ts';
import type { CommandFacts } from './command-facts.ts';
import { functionName, quoted } from './completion-facts.ts';

/**
 * Completion of programs for bash 4.2 or later, alone or under the package bash-completion. Paths are left to
 * readline, which knows about blanks and quotes in them.
 */
export function bashCompletion(programs: readonly CommandFacts[]): string {
  return programs.map(programText).join('\n');
}

function programText(program: CommandFacts): string {
  const { name } = program;
  const fn = `_${functionName(name)}`;
  const { valued, commands, proposals } = bashBranches(program, fn);
  return `# bash completion of ${name}; made by: slurm-sb completion bash
${fn}() {
    local IFS=$' \\t\\n'
    local at=${quoted(name)} option= root=\${SLURM_SB_ROOT-} ended= word words= i
    local -i arguments=0
    local current=\${COMP_WORDS[COMP_CWORD]}
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=\${COMP_WORDS[i]}
        if [[ -n $option ]]; then
            # readline cuts --option=value into three words
            if [[ $word == = && \${COMP_WORDS[i - 1]} == "$option" ]]; then continue; fi
            if [[ $option == --root ]]; then root=\${word//[\\\\\\"\\']/}; fi
            option=
        elif [[ -z $ended && $word == -- ]]; then
            ended=1
        elif [[ -z $ended && $word == -* ]]; then
            case "$at $word" in
${valued}
            esac
        else
            case "$arguments $at $word" in
${commands}
                *) arguments+=1 ;;
            esac
        fi
    done
    if [[ -n $option ]]; then
        if [[ $current == = ]]; then current=; fi
    elif [[ -z $ended && $current == -* ]]; then
        option=-
    else
        option=$arguments
    fi
    case "$at $option" in
${proposals}
    esac
    if [[ -n $ended && $words == -* ]]; then words=; fi
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
${clusterFunction(name, fn)}complete -F ${fn} ${name}
`;
}

/** Prints its arguments and the clusters of the root; without one, of the root that a program on PATH was deployed for. */
function clusterFunction(name: string, fn: string): string {
  return `${fn}_clusters() {
    local cluster root=$1
    shift
    printf ' %s' "$@"
    if [[ $root == '~' || $root == '~/'* ]]; then root=$HOME\${root#'~'}; fi
    if [[ -z $root ]]; then
        # What the program takes then: the root that deploy named, or the prefix where it is one itself
        root=$(type -P ${name})
        if [[ $root != ?*/bin/${name} ]]; then return; fi
        root=\${root%/bin/${name}}
        if [[ -L $root/root ]]; then root+=/root; fi
    fi
    while IFS= read -r cluster; do
        cluster=\${cluster##*/}
        if [[ $cluster =~ ^[a-z0-9][a-z0-9_-]*$ ]]; then printf ' %s' "$cluster"; fi
    done < <(compgen -d -- "$root/clusters/")
}
`;
}
