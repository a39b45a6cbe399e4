export interface Experiment {
  readonly id: string;
  readonly name: string;
  /** Where an MLflow client was told to put artifacts; null: with the record. */
  readonly artifactLocation: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly deleted: boolean;
}

export interface NewExperiment {
  readonly name: string;
  readonly artifactLocation?: string | null;
  readonly tags?: Readonly<Record<string, string>>;
}
