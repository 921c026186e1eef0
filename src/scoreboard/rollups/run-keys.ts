import type { CountedName } from '../privacy/opted-out.ts';
import type { RunTexts } from '../records/run-batch.ts';
import { type StateCounts, stateCounts } from './count-run.ts';
import { totalsKey } from './totals.ts';

/** The keys under which runs are counted, by number: those of different readers are the same. */
export class TotalsKeys {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(key: string): number {
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.list.push(key) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}

/** What the numbers of one reader's texts mean to a unit. */
export class RunKeys {
  readonly texts: RunTexts;
  readonly #keys: TotalsKeys;
  readonly #countedName: CountedName;
  readonly #failureStates: ReadonlySet<string>;
  /** Of each user: the numbers of the keys by accounts. */
  readonly #byUser: Map<number, number>[] = [];
  readonly #states: StateCounts[] = [];

  constructor(
    texts: RunTexts,
    {
      keys,
      countedName,
      failureStates,
    }: { keys: TotalsKeys; countedName: CountedName; failureStates: ReadonlySet<string> },
  ) {
    this.texts = texts;
    this.#keys = keys;
    this.#countedName = countedName;
    this.#failureStates = failureStates;
  }

  /** The number of the key of a user and an account. */
  keyOf(user: number, account: number): number {
    this.#byUser[user] ??= new Map();
    const known = this.#byUser[user].get(account);
    if (known !== undefined) return known;
    const { users, accounts } = this.texts;
    const key = this.#keys.numberOf(totalsKey(this.#countedName(users[user]!), accounts[account]!));
    this.#byUser[user].set(account, key);
    return key;
  }

  stateOf(state: number): StateCounts {
    this.#states[state] ??= stateCounts(this.texts.states[state]!, this.#failureStates);
    return this.#states[state];
  }
}
