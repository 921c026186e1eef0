import { EXIT, type ExitCode } from './exit-codes.ts';

/**
 * A failure that people can act on: it ends as one line on stderr and its exit code, without a stack. Anything else
 * that reaches the top is a bug and shows its stack.
 */
export class KnownError extends Error {
  override readonly name: string = 'KnownError';
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = EXIT.failed, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
