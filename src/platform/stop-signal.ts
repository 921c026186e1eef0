import { constants } from 'node:os';
import { EXIT } from './exit-codes.ts';
import { KnownError } from './known-error.ts';

/**
 * An abort signal that SIGTERM and SIGINT set off; the second of them ends the process at once. The listeners stay, as
 * libraries that find none of ours take the signal for unhandled.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(128 + constants.signals[name]);
      controller.abort(new KnownError(`stopped by ${name}`, EXIT.failed));
    });
  }
  return controller.signal;
}
