import { describe, expect, it } from 'vitest';
import { sizeText } from '../../../src/scoreboard/demo/size-text.ts';

describe('C14 sizes are shortened as Slurm shortens them', () => {
  it.each([
    ['whole units above stay whole', 2048, 'M', '2G'],
    ['half units are still exact', 1536, 'M', '1.50G'],
    ['64000 M is 62.5 G', 64_000, 'M', '62.50G'],
    ['what is not exact stays', 1025, 'M', '1025M'],
    ['31000 M is no half of G', 31_000, 'M', '31000M'],
    ['below 1024 nothing is shortened', 512, 'M', '512M'],
    ['two steps at once', 1_048_576, 'M', '1T'],
    ['KiB of a step', 316_684, 'K', '316684K'],
    ['KiB that are whole MiB', 10_240, 'K', '10M'],
    ['bare bytes that are no half K', 71_624_021, '', '71624021'],
    ['bytes that are whole K', 2_048_000, '', '2000K'],
    ['nothing has no unit', 0, 'M', '0'],
  ] as const)('%s', (_, value, unit, expected) => {
    expect(sizeText(value, unit)).toBe(expected);
  });
});
