import { describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS, personAt } from '../../../src/scoreboard/demo/person.ts';

describe('C14 the demo’s people are invented', () => {
  const people = Array.from({ length: 1000 }, (_, index) => personAt(42, index));

  it('with names that are all different, in lower case', () => {
    expect(new Set(people.map(({ name }) => name)).size).toBe(1000);
    expect(people.filter(({ name }) => !/^[a-z]{4,12}\d?$/.test(name))).toEqual([]);
  });

  it('uids follow the numbers, accounts are the demo’s, and most people have one', () => {
    expect(people[0]?.uid).toBe(5001);
    expect(people[999]?.uid).toBe(6000);
    expect(new Set(people.map(({ account }) => account))).toEqual(new Set(DEMO_ACCOUNTS));
    const one = people.filter(({ account, otherAccount }) => account === otherAccount).length;
    expect(one).toBeGreaterThan(650);
    expect(one).toBeLessThan(850);
  });

  it('the same seed gives the same people, another one others', () => {
    expect(personAt(42, 7)).toEqual(people[7]);
    const others = Array.from({ length: 20 }, (_, index) => personAt(43, index).name);
    expect(others).not.toEqual(people.slice(0, 20).map(({ name }) => name));
  });
});
