import { parseArgs } from 'node:util';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

const flag = (short: string) => ({ type: 'boolean', short }) as const;
const value = (short: string) => ({ type: 'string', short }) as const;
const list = (short: string) => ({ type: 'string', short, multiple: true }) as const;

/** The options of sacct that the demo knows. Source: sacct(1). */
const OPTIONS = {
  allusers: flag('a'),
  noheader: flag('n'),
  parsable2: flag('P'),
  parsable: flag('p'),
  duplicates: flag('D'),
  allocations: flag('X'),
  helpformat: flag('e'),
  version: flag('V'),
  local: { type: 'boolean' },
  starttime: value('S'),
  endtime: value('E'),
  clusters: value('M'),
  delimiter: { type: 'string' },
  state: list('s'),
  user: list('u'),
  accounts: list('A'),
  partition: list('r'),
  jobs: list('j'),
  format: list('o'),
} as const;

/** The options of one call, as given; lists are joined by commas. */
export type SacctOptions = ReturnType<typeof parseSacctOptions>;

/** Reads sacct's command line. Throws KnownError for what it does not know. */
export function parseSacctOptions(args: readonly string[]) {
  const { values, positionals, tokens } = parse(args);
  if (positionals.length > 0) throw new KnownError(`Unknown arguments: ${positionals.join(' ')}`, EXIT.failed);
  if (values.clusters !== undefined) {
    throw new KnownError('-M/--clusters: the demo answers for its own cluster only, ask each by its own sacct');
  }
  const joined = (given: readonly string[] | undefined): string | null => given?.join(',') ?? null;
  return {
    // As in sacct the last of -a and -u decides.
    allUsers: lastUserOption(tokens) === 'allusers',
    header: values.noheader !== true,
    layout: values.parsable2 === true ? 'parsable2' : values.parsable === true ? 'parsable' : 'table',
    duplicates: values.duplicates === true,
    steps: values.allocations !== true,
    helpFormat: values.helpformat === true,
    version: values.version === true,
    start: values.starttime ?? null,
    end: values.endtime ?? null,
    delimiter: values.delimiter ?? '|',
    states: joined(values.state),
    users: joined(values.user),
    accounts: joined(values.accounts),
    partitions: joined(values.partition),
    jobs: joined(values.jobs),
    format: joined(values.format),
  } as const;
}

function lastUserOption(tokens: ReturnType<typeof parse>['tokens']): string | null {
  const names = tokens.map((token) => (token.kind === 'option' ? token.name : ''));
  return names.findLast((name) => name === 'allusers' || name === 'user') ?? null;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, tokens: true });
  } catch (error) {
    // node:util reports bad usage as TypeErrors with codes of their own; all else is a bug.
    const known = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!known) throw error;
    throw new KnownError(error.message.split('\n')[0] ?? '', EXIT.failed, { cause: error });
  }
}
