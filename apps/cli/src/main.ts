import { readFileSync } from 'node:fs';
import { failureOf } from '@verdict/engine';
import { interruptedExitCode, onInterrupt } from './terminal/on-interrupt.ts';

/** Runs one command line and leaves its exit code behind. */
export async function main(args: readonly string[]): Promise<void> {
  // The two questions that scripts ask most need no parser.
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
    process.stdout.write(`${ownVersion()}\n`);
    return;
  }
  // A reader that has seen enough (`| head`) is no failure of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(
      `The output cannot be written (${error.message}); make room, or send it elsewhere.\n`,
    );
    process.exit(1);
  });
  const interrupt = onInterrupt();
  const { runProgram } = await import('./program.ts');
  try {
    process.exitCode = await runProgram(args, {
      version: ownVersion(),
      signal: interrupt.signal,
      env: process.env,
    });
  } catch (error) {
    if (interrupt.signal.aborted) {
      const sentence =
        error instanceof Error && error.name === 'Stopped' ? error.message : 'Stopped; nothing was written.';
      process.stderr.write(`${sentence}\n`);
      // What still computes is not waited for.
      process.exit(interruptedExitCode);
    }
    const { sentence, exitCode } = failureOf(error);
    process.stderr.write(`${sentence}\n`);
    process.exitCode = exitCode;
  }
  interrupt.stop();
}

function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
