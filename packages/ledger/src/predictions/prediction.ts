/** champion: the version in service; challenger: a canary's share; asked: a version that the question named. */
export type PredictionPart = 'champion' | 'challenger' | 'asked';

/** What was said to one question, as it goes into the log: JSON as it stands, so that it can be sent on. */
export interface PredictionRow {
  /** UUIDv7: the time is in it. */
  readonly id: string;
  readonly atMs: number;
  readonly model: string;
  readonly version: number;
  readonly part: PredictionPart;
  /** By which protocol it came. */
  readonly surface: string;
  readonly label: string;
  readonly confidence: number;
  readonly unsure: boolean;
  readonly scores: Readonly<Record<string, number>>;
  /** Null where only its hash is kept, or nothing of it. */
  readonly text: string | null;
  readonly textSha256: string | null;
  /** UTF-16 units of the text. */
  readonly characters: number;
  readonly tookUs: number;
  readonly actor: string | null;
  readonly requestId: string | null;
}

/** What somebody says would have been right. Append-only: of one prediction the latest counts. */
export interface Feedback {
  readonly id: number;
  readonly predictionId: string;
  readonly label: string;
  readonly comment: string | null;
  readonly actor: string;
  readonly requestId: string | null;
  readonly atMs: number;
}

/** How often a version was right, where somebody said what was right. */
export interface VersionAccuracy {
  readonly version: number;
  /** Predictions with feedback. */
  readonly labelled: number;
  readonly correct: number;
  readonly accuracy: number;
  /** 95 %, by Wilson. */
  readonly interval: { readonly low: number; readonly high: number };
}
