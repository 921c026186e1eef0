import { describe, expect, it } from 'vitest';
import { layoutOfDump } from '../../../src/scoreboard/records/column-layout.ts';
import { ALL_COLUMNS, BASE_COLUMNS } from '../../../src/scoreboard/sacct/columns.ts';

describe('S1 the columns of a saved dump', () => {
  it('are named by a header line, in any order and in any case', () => {
    const { layout, header } = layoutOfDump('end|SUBMIT|JobId|State|ElapsedRaw|AllocCPUS|NNodes|User|Account', 'f');
    expect(header).toBe(true);
    expect([layout.at.End, layout.at.Submit, layout.at.JobID, layout.at.MaxRSS]).toEqual([0, 1, 2, -1]);
  });

  it.each([
    ['the 13 of sacct’s question', BASE_COLUMNS],
    ['all 20', ALL_COLUMNS],
  ] as const)('without a header they are %s, whatever people and partitions are called', (_, columns) => {
    const cells = columns.map((column) => (column === 'JobID' ? '7_1' : column.toLowerCase()));
    expect(layoutOfDump(cells.join('|'), 'f')).toMatchObject({ header: false, layout: { width: columns.length } });
  });

  it('are refused when a header lacks what is needed, or without one there are too many', () => {
    expect(() => layoutOfDump('JobID|User|State', 'f')).toThrow('f:1: the header line lacks');
    expect(() => layoutOfDump('7|alice|COMPLETED', 'f')).toThrow('f:1: 3 columns and no header line');
  });
});
