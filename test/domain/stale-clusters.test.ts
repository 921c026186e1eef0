import { describe, expect, it } from 'vitest';
import { staleClusters } from '../../src/domain/stale-clusters.ts';

const NOW = Date.UTC(2026, 8, 20, 12) / 1000;
const rule = { nowSeconds: NOW, staleAfterSeconds: 3600 };

describe('F5 clusters that are stale now', () => {
  it.each([
    ['read an hour ago', { asof: '2026-09-20T11:00:00Z', stale: false }, []],
    ['read an hour and a second ago', { asof: '2026-09-20T10:59:59Z', stale: false }, [3601]],
    ['stale when the board was made', { asof: '2026-09-20T11:59:00Z', stale: true }, [60]],
    ['never read', { asof: null, stale: false }, [null]],
    ['read by a clock that is ahead', { asof: '2026-09-20T12:30:00Z', stale: false }, []],
  ])('%s', (_, about, ages) => {
    const found = staleClusters([{ name: 'bell', ...about }], rule);
    expect(found).toEqual(ages.map((ageSeconds) => ({ name: 'bell', ageSeconds })));
  });
});
