import { EXIT } from '../exit-codes.ts';
import { KnownError } from '../known-error.ts';
import { plainText } from '../plain-text.ts';

/** One thing that is wrong with the configuration. */
export type ConfigProblem = {
  /** `FILE:LINE`, a file, the name of a variable or of a flag. */
  readonly where: string;
  /** The setting, where a file names it. */
  readonly key: string | null;
  /** What is wrong and what would be right. */
  readonly text: string;
};

/** A problem as one line: `FILE:LINE: key: what is wrong`; control characters of names are shown as `?`. */
export function problemLine({ where, key, text }: ConfigProblem): string {
  const line = key === null ? `${where}: ${text}` : `${where}: ${key}: ${text}`;
  return plainText(line);
}

/** A file that is no configuration at all has something wrong in each of its lines. */
const MOST_TOLD = 50;

/** Everything that is wrong with the configuration, a line each; exit code 2. */
export class ConfigError extends KnownError {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const told = problems.slice(0, MOST_TOLD).map(problemLine);
    const more = problems.length > told.length ? [`and ${problems.length - told.length} more`] : [];
    super([...told, ...more].join('\n'), EXIT.usage);
    this.problems = problems;
  }
}
