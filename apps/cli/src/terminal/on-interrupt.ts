/** What a shell reports of a command that Ctrl-C ended. */
export const interruptedExitCode = 130;

const signals = ['SIGINT', 'SIGTERM'] as const;

export interface Interrupt {
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/**
 * The first Ctrl-C asks the command to give up, so that it can take its unfinished file away; the second does
 * not wait.
 */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(interruptedExitCode);
    controller.abort();
  };
  for (const name of signals) process.on(name, listener);
  return {
    signal: controller.signal,
    stop: () => {
      for (const name of signals) process.off(name, listener);
    },
  };
}
