/** Whose turn it is, in the order of asking. */
export interface Turns {
  /** Resolves with the way to end the turn, which works once. */
  readonly take: () => Promise<() => void>;
  /** Resolves when everybody who asked before has had their turn. */
  readonly all: () => Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    take: async () => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      return resolve;
    },
    all: () => last,
  };
}
