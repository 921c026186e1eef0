import { EXIT } from '../../platform/exit-codes.ts';
import { KnownError } from '../../platform/known-error.ts';

/** A cluster's state that was there is gone: its file system was taken away, or its folder. Nothing is to be written. */
export class VanishedError extends KnownError {
  constructor(base: string) {
    super(`${base} is gone: was it removed, or its file system unmounted? Nothing is written there`, EXIT.badRoot);
  }
}
