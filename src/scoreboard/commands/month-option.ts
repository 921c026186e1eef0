import { isMonth, type Month } from '../../domain/calendar.ts';
import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/** The month that `--month` names. Throws KnownError (exit 2) when it names none. */
export function monthOption(text: string): Month {
  if (isMonth(text)) return text;
  throw new KnownError(`--month ${text}: a month is written YYYY-MM`, EXIT.usage);
}
