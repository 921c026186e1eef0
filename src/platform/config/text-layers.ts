import { checkValue } from './check-value.ts';
import type { ConfigProblem } from './config-error.ts';
import { envName, type KeyRow, type KeyTable } from './key-table.ts';
import type { Layer, Setting } from './layer.ts';
import { suggestWord } from './suggest-word.ts';

/** A flag as it was given: the key it sets, how it was called (`--rate-limit`) and its text. */
export type GivenFlag = { readonly key: string; readonly name: string; readonly text: string };

/** Where the person's settings outside of files come from. */
export type TextSources = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags: readonly GivenFlag[];
  readonly home: string;
};

/**
 * The settings in environment variables. An empty variable counts as unset. A variable that looks like a mistyped
 * one of ours is a warning, no error: the environment belongs to other programs too.
 */
export function envLayer({ env, home }: TextSources, table: KeyTable): Layer {
  const given = table.rows.flatMap((row) => {
    const name = envName(table, row);
    const text = env[name] ?? '';
    return text === '' ? [] : [{ row, text, origin: { source: 'env', name } as const }];
  });
  return { ...textLayer(given, home), warnings: mistypedVariables(env, table) };
}

/** The settings in flags. */
export function flagLayer({ flags, home }: TextSources, table: KeyTable): Layer {
  const given = flags.map(({ key, name, text }) => {
    const row = table.rows.find((one) => one.key === key);
    if (row === undefined) throw new Error(`the flag ${name} sets ${key}, which is not in the table`);
    return { row, text, origin: { source: 'flag', name } as const };
  });
  return textLayer(given, home);
}

type GivenText = {
  readonly row: KeyRow;
  readonly text: string;
  readonly origin: { readonly source: 'env' | 'flag'; readonly name: string };
};

function textLayer(given: readonly GivenText[], home: string): Layer {
  const settings = new Map<string, Setting>();
  const problems: ConfigProblem[] = [];
  for (const { row, text, origin } of given) {
    const problem = (what: string): ConfigProblem => ({ where: origin.name, key: null, text: what });
    if (row.rootFileOnly) {
      problems.push(problem('this is set for everybody, only in <root>/config/config.yaml'));
      continue;
    }
    const checked = checkValue(row.type, { from: 'text', value: text, home }, row.unit);
    if (checked.ok) settings.set(row.key, { value: checked.value, origin });
    else problems.push(...checked.faults.map((fault) => problem(fault.text)));
  }
  return { settings, problems, warnings: [] };
}

function mistypedVariables(env: TextSources['env'], table: KeyTable): string[] {
  const ours = table.rows.map((row) => envName(table, row));
  return Object.keys(env)
    .filter((name) => name.startsWith(table.envPrefix) && !ours.includes(name))
    .flatMap((name) => {
      const key = name.slice(table.envPrefix.length);
      const meant = suggestWord(
        key,
        table.rows.map((row) => row.key),
      );
      return meant === null ? [] : [`${name} is not used; did you mean ${table.envPrefix}${meant.toUpperCase()}?`];
    })
    .sort();
}
