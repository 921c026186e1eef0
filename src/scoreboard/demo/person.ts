import { mixSeed } from './mix-seed.ts';
import { type RandomStream, randomStream } from './random-stream.ts';

/** Somebody invented who uses the demo's clusters. */
export type Person = {
  readonly index: number;
  readonly name: string;
  readonly uid: number;
  /** The account of most of their jobs, and that of the others (often the same). */
  readonly account: string;
  readonly otherAccount: string;
};

/** The demo's accounts: research groups that no university has. */
export const DEMO_ACCOUNTS = [
  'alchemy',
  'cartomancy',
  'dragonomics',
  'geomancy',
  'herblore',
  'runecraft',
  'starlore',
  'tidewatch',
] as const;

// biome-ignore format: two lists of syllables read best as lists
const HEADS = [
  'zor', 'quil', 'brax', 'thal', 'vex', 'grum', 'wyv', 'drun', 'fenn', 'myr', 'oz', 'krel',
  'skar', 'plim', 'nug', 'vorn', 'jex', 'hob', 'yth', 'ulf', 'snor', 'bel', 'trog', 'ix',
];
// biome-ignore format: see above
const TAILS = [
  'dak', 'wick', 'bane', 'goth', 'zil', 'mok', 'thar', 'wump', 'nix', 'rax',
  'fizz', 'lorn', 'gast', 'vim', 'quax', 'dun', 'glob', 'snick', 'thorn', 'wug',
];

const FIRST_UID = 5001;
/** Coprime to the number of syllable pairs, so that stepping by it meets every pair once. */
const PAIR_STEP = 187;

/**
 * The person with a number from 0 on. Names are two invented syllables in lower case, different for different
 * numbers (from the 481st on with a number behind); everything else is drawn from the seed.
 */
export function personAt(seed: number, index: number): Person {
  const random = randomStream(mixSeed(seed, 'person', index));
  const account = random.pick(DEMO_ACCOUNTS);
  return { index, name: nameAt(seed, index), uid: FIRST_UID + index, account, otherAccount: second(random, account) };
}

function nameAt(seed: number, index: number): string {
  const pairs = HEADS.length * TAILS.length;
  const pair = (mixSeed(seed, 'names') + index * PAIR_STEP) % pairs;
  const name = HEADS[pair % HEADS.length]! + TAILS[Math.floor(pair / HEADS.length)]!;
  const round = Math.floor(index / pairs);
  return round === 0 ? name : `${name}${round + 1}`;
}

/** Most people are in one account only. */
function second(random: RandomStream, account: string): string {
  return random.chance(0.3) ? random.pick(DEMO_ACCOUNTS) : account;
}
