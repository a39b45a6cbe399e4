/** Lets so many through at once, and so many wait. */
export interface Gate {
  /** Null: too many wait already. */
  readonly through: <Result>(work: () => Promise<Result>) => Promise<Result> | null;
}

export function createGate({ atOnce, waiting }: { atOnce: number; waiting: number }): Gate {
  const queue: (() => void)[] = [];
  let inside = 0;
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else inside -= 1;
  };
  return {
    through: (work) => {
      if (inside < atOnce) inside += 1;
      else if (queue.length >= waiting) return null;
      else return new Promise<void>((resolve) => queue.push(resolve)).then(work).finally(leave);
      return work().finally(leave);
    },
  };
}
