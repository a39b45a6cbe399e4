export type Verdict = 'promote' | 'refuse';

export interface Reason {
  /** The rule of the policy that speaks. */
  readonly rule: string;
  readonly passed: boolean;
  readonly message: string;
}

/** What the judge said, before it is on record. */
export interface JudgementToRecord {
  readonly candidate: number;
  /** Whom the candidate was compared with; null where there was nobody. */
  readonly champion: number | null;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly numbers: Readonly<Record<string, unknown>>;
  readonly policy: Readonly<Record<string, unknown>>;
  readonly rows: number;
  readonly rowsSha256: string | null;
}

export interface Judgement extends JudgementToRecord {
  readonly id: number;
  readonly model: string;
  readonly createdMs: number;
  readonly createdBy: string;
}
