import { describe, expect, it } from 'vitest';
import { parseExitPair, parseWaitStatus } from '../../src/domain/exit-status.ts';

describe('F4 how a job ended', () => {
  it.each<[string, number, number]>([
    ['0:0', 0, 0],
    ['42:0', 42, 0],
    ['0:9', 0, 9],
    ['255:64', 255, 64],
    ['137:0', 137, 0],
  ])('as a pair: %s', (text, exitCode, signal) => expect(parseExitPair(text)).toEqual({ exitCode, signal }));

  it.each(['', '0', '0:', ':0', '256:0', '0:65', '-1:0', '0:0:0', ' 0:0', '0x1:0', '1e2:0'])('%j is no pair', (text) =>
    expect(parseExitPair(text)).toBeNull(),
  );

  it.each<[number, number, number]>([
    [0, 0, 0],
    [256, 1, 0],
    [9, 0, 9],
    [0xff00, 255, 0],
    // Signal 11 with a core dumped.
    [139, 0, 11],
  ])('as a wait status: %i', (status, exitCode, signal) =>
    expect(parseWaitStatus(status)).toEqual({ exitCode, signal }),
  );

  it.each([-1, 65_536, 0.5, Number.NaN, 0x7f])('%d is no wait status of one that ended', (status) =>
    expect(parseWaitStatus(status)).toBeNull(),
  );
});
