import { describe, expect, it } from 'vitest';
import { expandHostList } from '../../src/domain/host-list.ts';

const namesOf = (text: string): string[] | string => {
  const list = expandHostList(text);
  return list.ok ? list.names : `${list.position} ${list.term}: ${list.reason}`;
};

describe('OBS-93 host lists', () => {
  it.each<[string, string[]]>([
    ['n1', ['n1']],
    ['n1,n2', ['n1', 'n2']],
    ['node[01-04,07]', ['node01', 'node02', 'node03', 'node04', 'node07']],
    ['n[8-11]', ['n8', 'n9', 'n10', 'n11']],
    ['n[08-11]', ['n08', 'n09', 'n10', 'n11']],
    ['n[098-101]', ['n098', 'n099', 'n100', 'n101']],
    ['n[5]', ['n5']],
    ['r[0-1]n[00-01]', ['r0n00', 'r0n01', 'r1n00', 'r1n01']],
    ['a[1-2]b', ['a1b', 'a2b']],
    ['a[1-2]b[3,5]-ib,x', ['a1b3-ib', 'a1b5-ib', 'a2b3-ib', 'a2b5-ib', 'x']],
    ['b2,a1,b[1-2],a1', ['b2', 'a1', 'b1']],
    ['[1-2]', ['1', '2']],
    ['n[0-0]', ['n0']],
  ])('%s', (text, names) => expect(namesOf(text)).toEqual(names));

  it.each<[string, string]>([
    ['', '1 : it is empty'],
    ['n1,', '2 : it is empty'],
    ['n1,,n2', '2 : it is empty'],
    ['node[04-01]', '1 node[04-01]: the range 04-01 ends before it begins'],
    ['x,node[', '2 node[: a [ has no ]'],
    ['node[1-3', '1 node[1-3: a [ has no ]'],
    ['node]', '1 node]: a ] has no ['],
    ['node[a-b]', '1 node[a-b]: [a-b] has a-b, which is no number nor a range of numbers'],
    ['node[]', '1 node[]: [] has an empty item, which is no number nor a range of numbers'],
    ['node[1,]', '1 node[1,]: [1,] has an empty item, which is no number nor a range of numbers'],
    ['node[1-2-3]', '1 node[1-2-3]: [1-2-3] has 1-2-3, which is no number nor a range of numbers'],
    ['node[-1]', '1 node[-1]: [-1] has -1, which is no number nor a range of numbers'],
    ['n[1234567890123456]', '1 n[1234567890123456]: 1234567890123456 has more than 15 digits'],
    ['n 1', '1 n 1: it has a space or a control character'],
  ])('%j is none', (text, fault) => expect(namesOf(text)).toBe(fault));

  it('has 65,536 names at most, of one term or of all; more are refused before they are made', () => {
    expect(namesOf('n[1-65536]')).toHaveLength(65_536);
    const fault = 'there are more than 65536 names';
    expect(namesOf('n[0-65536]')).toBe(`1 n[0-65536]: ${fault}`);
    expect(namesOf('n[1-65536],m1')).toBe(`2 m1: ${fault}`);
    expect(namesOf('n[1-65536],n7')).toHaveLength(65_536);
    expect(namesOf('a[0-999999999]b[0-999999999]c[0-999999999]')).toContain(fault);
  });
});
