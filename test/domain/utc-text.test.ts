import { expect, it } from 'vitest';
import { utcText } from '../../src/domain/utc-text.ts';

it('C7 an instant is written to the minute, in UTC', () => {
  expect(utcText('2026-09-20T12:34:56Z')).toBe('2026-09-20 12:34 UTC');
});
