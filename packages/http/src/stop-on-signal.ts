const signals = ['SIGTERM', 'SIGINT'] as const;

/** For the process that is the server: the first signal drains, a second one ends at once. */
export function stopOnSignal(
  server: { readonly stop: () => Promise<void> },
  onStopped: () => void = () => {},
): void {
  const stop = (): void => {
    // Without our listeners the next signal does what it does to any process.
    for (const signal of signals) process.off(signal, stop);
    server.stop().then(onStopped, (error: unknown) => {
      process.stderr.write(`The server did not stop cleanly: ${String(error)}\n`);
      process.exitCode = 1;
    });
  };
  for (const signal of signals) process.on(signal, stop);
}
