/** A batch runs at least this long, or the clock's own cost and the odd interruption would be in the figure. */
const batchMs = 20;
const batches = 15;

type Work = () => number;

export interface TimedInTurn {
  /** Milliseconds of one call, a batch each. */
  readonly one: readonly number[];
  readonly other: readonly number[];
  /** What the calls returned, added up and handed back so that no compiler can leave the work out. */
  readonly sum: number;
}

/** Two pieces of work, batch by batch in turn, each warm as in a process that serves. */
export function timeInTurn(one: Work, other: Work, now = () => performance.now()): TimedInTurn {
  let sum = 0;
  const batch = (work: Work, calls: number): number => {
    const began = now();
    for (let call = 0; call < calls; call++) sum += work();
    return now() - began;
  };
  const callsOf = (work: Work): number => {
    let calls = 1;
    while (batch(work, calls) < batchMs) calls *= 2;
    return calls;
  };
  const [oneCalls, otherCalls] = [callsOf(one), callsOf(other)];
  const times = { one: [] as number[], other: [] as number[] };
  for (let turn = 0; turn < batches; turn++) {
    times.one.push(batch(one, oneCalls) / oneCalls);
    times.other.push(batch(other, otherCalls) / otherCalls);
  }
  return { ...times, sum };
}
