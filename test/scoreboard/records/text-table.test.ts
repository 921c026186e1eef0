import { describe, expect, it } from 'vitest';
import { TextTable } from '../../../src/scoreboard/records/text-table.ts';

/** A table that tells how often it had to read a text. */
function counted() {
  const reads: string[] = [];
  const table = new TextTable((text) => {
    reads.push(text);
    return text.length;
  });
  const find = (text: string, hash = 7): number => {
    const bytes = Buffer.from(`<${text}>`);
    return table.find(bytes, 1, bytes.length - 1, hash);
  };
  return { reads, find };
}

describe('a table of what texts mean', () => {
  it('reads each text once, also where hashes are the same and where it has grown', () => {
    const { reads, find } = counted();
    const texts = Array.from({ length: 2000 }, (_, index) => 'x'.repeat(index % 50) + index);
    for (let round = 0; round < 2; round++) for (const text of texts) expect(find(text)).toBe(text.length);
    expect(reads).toEqual(texts);
    expect(find('')).toBe(0);
  });

  it('keeps no text of more than 1,024 bytes, and begins again at 4 MiB of them', () => {
    const { reads, find } = counted();
    for (let round = 0; round < 3; round++) find('l'.repeat(1025));
    expect(reads).toHaveLength(3);
    for (let index = 0; index < 5000; index++) find(String(index).padStart(1024, '-'), index);
    const before = reads.length;
    find('4999'.padStart(1024, '-'), 4999);
    expect(reads).toHaveLength(before);
    find('0'.padStart(1024, '-'), 0);
    expect(reads).toHaveLength(before + 1);
  });
});
