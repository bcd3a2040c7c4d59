/**
 * The user gave something that we cannot work with: what happened, where, and what to do.
 * The command line prints the message without a stack and exits with `exitCode`
 * (2 wrong use or bad input, 1 the thing checked failed, 3 the run ended incomplete).
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 3 = 2,
  ) {
    super(message);
  }
}
