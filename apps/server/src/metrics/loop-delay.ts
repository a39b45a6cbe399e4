import { createDistribution, histogram } from './distribution.ts';
import type { MetricFamily } from './family.ts';

export interface LoopDelay {
  readonly families: () => readonly MetricFamily[];
  /** Idempotent. */
  readonly stop: () => void;
}

/** Twenty times a second costs some microseconds of it, and a thread that is held for longer is always met. */
const periodMs = 50;
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] as const;

/** How much later than it should a timer comes: what any request waits that arrives meanwhile. */
export function watchLoopDelay(): LoopDelay {
  const delays = createDistribution(seconds);
  let expectedAt = performance.now() + periodMs;
  const timer = setInterval(() => {
    const now = performance.now();
    delays.observe(Math.max(0, now - expectedAt) / 1000);
    expectedAt = now + periodMs;
  }, periodMs).unref();
  return {
    families: () => [
      histogram('verdict_event_loop_delay_seconds', 'How late a timer comes, asked every 50 ms.', [
        { distribution: delays },
      ]),
    ],
    stop: () => clearInterval(timer),
  };
}
