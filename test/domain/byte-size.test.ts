import { describe, expect, it } from 'vitest';
import { bytesToKb, parseByteSize, type SizeUnit, splitSize, unitBytes } from '../../src/domain/byte-size.ts';
import { slurmStrings } from './slurm-strings.ts';

describe('P5 sizes in base 10, as the owner decided', () => {
  it.each<[sentence: string, text: string, bareUnit: SizeUnit, bytes: number | null]>([
    ['1024K is 1.024 MB', '1024K', 'M', 1_024_000],
    ['1G is 1000 MB', '1G', 'M', 1_000_000_000],
    ['1T is a million MB', '1T', 'M', 1_000_000_000_000],
    ['P is 1e15', '2P', 'M', 2_000_000_000_000_000],
    ['K is 1e3', '1K', '', 1000],
    ['M is 1e6', '1M', '', 1_000_000],
    ['no unit of a ReqMem is M', '500', 'M', 500_000_000],
    ['no unit of a MaxRSS is bytes', '500', '', 500],
    ['two decimals', '312.50G', 'M', 312_500_000_000],
    ['nothing is known to be nothing', '0', '', 0],
    ['a leading zero changes nothing', '007K', '', 7000],
    ['an empty text is no size', '', '', null],
    ['a unit alone is no size', 'K', '', null],
    ['lower case is no unit', '5k', '', null],
    ['E is no unit', '5E', '', null],
    ['a sign is no size', '-5K', '', null],
    ['an exponent is no size', '1e3', '', null],
    ['a point without digits is no size', '1.K', '', null],
    ['white space is no size', ' 1K', '', null],
    ['two units are no size', '1KM', '', null],
    ['a comma is no point', '1,5G', '', null],
    ['a newline at the end is no size', '1K\n', '', null],
    ['other digits are no digits', '١K', '', null],
    ['9 PB are the last that are exact to the byte', '9P', '', 9_000_000_000_000_000],
    ['what cannot be exact to the byte is refused', '10P', '', null],
    ['400 digits are no number', '9'.repeat(400), '', null],
  ])('%s', (_sentence, text, bareUnit, bytes) => {
    expect(parseByteSize(text, 1000, bareUnit)).toBe(bytes);
  });
});

describe('P5 sizes in base 1024, by setting', () => {
  it.each([...slurmStrings('MaxRSS'), ...slurmStrings('AveRSS')])('$field $text: $reason', ({ text, expected }) => {
    expect(parseByteSize(text, 1024)).toBe(expected === 'error' ? null : Number(expected));
  });

  it('compares as numbers: 74404K is more than 72.50M', () => {
    expect(parseByteSize('74404K', 1024)).toBeGreaterThan(parseByteSize('72.50M', 1024) ?? 0);
  });
});

describe('P5 the number and the unit of a size', () => {
  it.each([
    ['1.50G', { value: 1.5, unit: 'G' }],
    ['71624021', { value: 71_624_021, unit: '' }],
    ['G', null],
  ])('%s', (text, parts) => {
    expect(splitSize(text)).toEqual(parts);
  });

  it.each<[SizeUnit, ten: number, two: number]>([
    ['', 1, 1],
    ['K', 1000, 1024],
    ['M', 1_000_000, 1_048_576],
    ['G', 1_000_000_000, 1_073_741_824],
    ['T', 1_000_000_000_000, 1_099_511_627_776],
    ['P', 1_000_000_000_000_000, 1_125_899_906_842_624],
  ])('unit "%s"', (unit, ten, two) => {
    expect([unitBytes(unit, 1000), unitBytes(unit, 1024)]).toEqual([ten, two]);
  });
});

describe('P5 kB, rounded half up', () => {
  it.each([
    ['nothing', 0, 0],
    ['just below a half', 499, 0],
    ['a half', 500, 1],
    ['one and a half', 1500, 2],
    ['just below two and a half', 2499, 2],
    ['two and a half', 2500, 3],
    ['whole', 71_624_000, 71_624],
    ['a fraction of a byte', 1499.9, 1],
  ])('%s', (_sentence, bytes, kb) => {
    expect(bytesToKb(bytes)).toBe(kb);
  });
});
