import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CallBudget, type CallLimits } from '../../src/platform/call-budget.ts';
import { emptyFolder, handClock } from '../scoreboard/place.ts';

const START = Date.parse('2026-09-10T23:50:00Z');
let path: string;
let clock: ReturnType<typeof handClock>;

const open = (limits: Partial<CallLimits> = {}): Promise<CallBudget> =>
  CallBudget.open({ clock, random: () => 0.5, path }, { perMinute: 2, bytesPerDay: 0, ...limits });

beforeEach(() => {
  path = join(emptyFolder(), 'rate.json');
  clock = handClock(START);
});

describe('S6: calls a minute', () => {
  it('begins with one call, then one every 30 s; what is saved up is at most a minute’s', async () => {
    const budget = await open();
    await budget.take();
    expect(budget.refusal()).toEqual({ reason: 'rate', waitMs: 30_000 });
    clock.set(START + 29_999);
    expect(budget.refusal()).toEqual({ reason: 'rate', waitMs: 1 });
    clock.set(START + 3_600_000);
    for (let call = 0; call < 2; call++) {
      expect(budget.refusal()).toBeNull();
      await budget.take();
    }
    expect(budget.refusal()).toMatchObject({ reason: 'rate' });
  });

  it('holds over processes: a new one finds the token gone that a killed one had taken', async () => {
    await (await open()).take();
    expect((await open()).refusal()).toEqual({ reason: 'rate', waitMs: 30_000 });
    expect((await open()).state).toMatchObject({ calls: 1, day_calls: 1, day: '2026-09-10' });
  });

  it('may be below one a minute', async () => {
    const budget = await open({ perMinute: 0.1 });
    await budget.take();
    expect(budget.refusal()).toEqual({ reason: 'rate', waitMs: 600_000 });
  });

  it('gives nothing away when the clock goes back, and asks for no more than a token’s wait', async () => {
    const budget = await open();
    await budget.take();
    clock.set(START - 86_400_000);
    expect(budget.refusal()).toEqual({ reason: 'rate', waitMs: 30_000 });
    clock.set(START - 86_400_000 + 30_000);
    expect(budget.refusal()).toBeNull();
  });

  it('starts empty, the polite side, when its file is broken', async () => {
    await (await open()).take();
    writeFileSync(path, readFileSync(path, 'utf8').replace('"calls":1', '"calls":9'));
    expect((await open()).refusal()).toEqual({ reason: 'rate', waitMs: 30_000 });
  });
});

describe('S6: bytes a day', () => {
  it('are refused beyond the limit until the UTC day ends', async () => {
    const budget = await open({ perMinute: 600, bytesPerDay: 1000 });
    await budget.take();
    await budget.settle({ bytes: 1000, backOff: false });
    clock.set(START + 60_000);
    expect(budget.refusal()).toEqual({ reason: 'bytes-per-day', waitMs: 540_000 });
    clock.set(START + 600_000);
    expect(budget.refusal()).toBeNull();
  });
});

describe('S6: back-off', () => {
  it('doubles from 30 s to an hour, three quarters of it with this jitter, and ends with a success', async () => {
    const budget = await open({ perMinute: 600 });
    const waits: number[] = [];
    for (let failure = 0; failure < 9; failure++) {
      await budget.take();
      await budget.settle({ bytes: 0, backOff: true });
      const refusal = budget.refusal();
      expect(refusal?.reason).toBe('back-off');
      waits.push((refusal?.waitMs ?? 0) / 1000);
      clock.set(clock.nowMs() + (refusal?.waitMs ?? 0));
    }
    expect(waits).toEqual([23, 45, 90, 180, 360, 720, 1440, 2700, 2700]);
    await budget.take();
    await budget.settle({ bytes: 5, backOff: false });
    expect(budget.refusal()).toBeNull();
  });

  it('does not outlive a clock that was years ahead when it was written', async () => {
    clock.set(START + 5 * 365 * 86_400_000);
    const budget = await open({ perMinute: 600 });
    await budget.take();
    await budget.settle({ bytes: 0, backOff: true });
    clock.set(START);
    expect((await open({ perMinute: 600 })).refusal()?.reason).not.toBe('back-off');
  });
});
