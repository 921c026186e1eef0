import { basename, dirname, join } from 'node:path';

const STAGED = /^\.(.+)\.(\d+)\.[0-9a-f]{16}\.staged$/;

/** Where a file of a commit waits beside its target; `token` is 16 hex digits of the holder's own. */
export function stagedPath(path: string, number: number, token: string): string {
  return join(dirname(path), `.${basename(path)}.${number}.${token}.staged`);
}

/** The number of the commit that a file of this name was staged for; null for any other name. */
export function stagedNumber(name: string): number | null {
  const number = STAGED.exec(name)?.[2];
  return number === undefined ? null : Number(number);
}
