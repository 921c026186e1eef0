import type { RunTexts } from './run-batch.ts';

/** Gives texts numbers, the same one to the same text. */
class NumberedTexts {
  readonly list: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.list.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }
}

/** The texts of the runs of one reader; they only grow. */
export class NumberedRunTexts implements RunTexts {
  readonly userNumbers = new NumberedTexts();
  readonly accountNumbers = new NumberedTexts();
  readonly stateNumbers = new NumberedTexts();
  readonly users = this.userNumbers.list;
  readonly accounts = this.accountNumbers.list;
  readonly states = this.stateNumbers.list;
}
