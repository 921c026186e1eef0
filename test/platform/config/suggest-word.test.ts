import { describe, expect, test } from 'vitest';
import { suggestWord } from '../../../src/platform/config/suggest-word.ts';

const KNOWN = ['root', 'cluster', 'max_calls', 'max_minutes', 'rate_limit_per_min', 'poll_interval_sec', 'steps'];

describe('C16 did you mean', () => {
  const rows: [string, string, string | null][] = [
    ['a letter too many', 'clusterr', 'cluster'],
    ['a letter missing', 'clster', 'cluster'],
    ['neighbours swapped in a short word', 'orot', 'root'],
    ['two letters wrong in a short word', 'rxxt', null],
    ['the word itself', 'root', 'root'],
    ['hyphens for underscores', 'rate-limit-per-min', 'rate_limit_per_min'],
    ['capitals', 'MAX_CALS', 'max_calls'],
    ['only the beginning', 'rate_limit', 'rate_limit_per_min'],
    ['a beginning of two words', 'max_', null],
    ['something else', 'colour', null],
    ['nothing', '', null],
  ];
  test.each(rows)('%s: %s', (_, typed, wanted) => expect(suggestWord(typed, KNOWN)).toBe(wanted));
});
