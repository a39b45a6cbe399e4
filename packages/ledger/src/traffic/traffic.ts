/** shadow: the challenger answers too, and nobody is told; canary: it answers in the champion's place. */
export type TrafficMode = 'shadow' | 'canary';
export const trafficModes: readonly TrafficMode[] = ['shadow', 'canary'];

/** When the trial stops by itself. */
export interface TrafficRules {
  /** Until the challenger was asked so often, nothing is decided. */
  readonly minimumAnswers: number;
  /** The share of its questions that it may fail at; null: any. */
  readonly failureShare: number | null;
  /** How many times the champion's time it may take, at the 95th percentile; null: any. */
  readonly latencyRatio: number | null;
  /** How far its accuracy may lie behind the champion's, as 0.02, where feedback shows it for sure; null: any. */
  readonly accuracyDrop: number | null;
}

/** A model that fails once in twenty times is broken; ten times the time is another class of machine. */
export const usualRules: TrafficRules = {
  minimumAnswers: 100,
  failureShare: 0.05,
  latencyRatio: 10,
  accuracyDrop: null,
};

/** How the questions to a model are shared out while a challenger is tried. */
export interface Traffic {
  readonly model: string;
  /** The challenger. */
  readonly version: number;
  readonly mode: TrafficMode;
  /** Of the questions that name no version: how many it is asked. */
  readonly percent: number;
  readonly rules: TrafficRules;
  readonly state: 'running' | 'aborted';
  /** Why it was aborted. */
  readonly reason: string;
  /** Another one for every trial: what is compared is what was said since. */
  readonly startedMs: number;
  readonly updatedMs: number;
  readonly updatedBy: string;
}
