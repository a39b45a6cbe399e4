import type { Prediction } from '@verdict/learn';

/** The way to one model's answers. It learns what they cost, and refuses what it could not answer in time. */
export interface Line {
  /** How many texts of one request are worth asking at the same time. */
  readonly together: number;
  /**
   * At once where the answer is cheap, else when its turn comes.
   * Throws OVERLOADED where that turn would come too late; one that is `admitted` waits however long it takes.
   */
  readonly ask: (text: string, admitted?: boolean) => Timed | Promise<Timed>;
  readonly facts: () => LineFacts;
  /** Answers those that wait, then gives back what the predictor holds. Idempotent. */
  readonly close: () => Promise<void>;
}

export interface Timed {
  readonly prediction: Prediction;
  /** What the model took, without any waiting; in a batch, the batch. */
  readonly tookMs: number;
}

/** How a line does, for whoever watches it. */
export interface LineFacts {
  readonly waiting: number;
  /** How long the next in line would wait. */
  readonly waitMs: number;
  /** Whether the next in line would be refused. */
  readonly full: boolean;
  readonly refused: number;
}

export interface LineOptions {
  /** Whoever would wait longer is refused. */
  readonly maxWaitMs?: number;
  /** Is told how many texts each batch has. */
  readonly onBatch?: (texts: number) => void;
  /** Milliseconds of a clock that is never set back. */
  readonly now?: () => number;
}

export const sinceStartMs = (): number => performance.now();

/**
 * A caller that allows a second can be refused, wait as long as it is told, and ask once more; and what has waited so
 * long is seldom still wanted, so answering it would take from those that can be answered in time.
 */
export const defaultMaxWaitMs = 250;

/** One that waits for its answer. */
export interface Waiting {
  readonly text: string;
  readonly resolve: (answer: Timed) => void;
  readonly reject: (error: unknown) => void;
}
