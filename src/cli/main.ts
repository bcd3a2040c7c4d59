#!/usr/bin/env node
import { CommanderError } from 'commander';
import { InputError } from '../input-error.ts';
import { whyOf } from '../io-failure.ts';
import { compileLaterOnOneProcessor } from './one-processor.ts';
import { program } from './program.ts';

compileLaterOnOneProcessor();

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has gone (`| head`): there is nobody left to tell.
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  process.exit(report(new InputError(`cannot write the output: ${whyOf(error)}`)));
});

try {
  await program().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong, without a stack; gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof InputError) {
    process.stderr.write(`lacuna: ${error.message}\n`);
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`lacuna: unexpected fault: ${message}\n`);
  process.stderr.write('This is a bug in Lacuna. LACUNA_DEBUG=1 shows where it happened.\n');
  if (process.env.LACUNA_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return 2;
}
