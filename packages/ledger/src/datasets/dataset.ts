export interface ClassRows {
  readonly label: string;
  readonly rows: number;
}

export interface DataFinding {
  readonly kind: string;
  readonly severity: 'refuse' | 'warn' | 'note';
  readonly message: string;
}

/** A file that rows came from. */
export interface DataSource {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
}

export interface Spread {
  readonly min: number;
  readonly p10: number;
  readonly median: number;
  readonly p90: number;
  readonly max: number;
  readonly mean: number;
}

export interface DataProfile {
  readonly characters: Spread;
  readonly words: Spread;
  readonly distinctTexts: number;
  /** The most frequent words, with the rows that have them. */
  readonly topWords: readonly { readonly word: string; readonly rows: number }[];
}

/** What freezing found out about the rows. */
export interface FrozenFacts {
  readonly rowsSha256: string;
  readonly rows: number;
  readonly classes: readonly ClassRows[];
  readonly profile: DataProfile;
  readonly findings: readonly DataFinding[];
  readonly sources: readonly DataSource[];
}

export interface DatasetVersion extends FrozenFacts {
  readonly id: number;
  readonly dataset: string;
  readonly number: number;
  readonly blobSha256: string;
  readonly message: string;
  readonly createdMs: number;
  readonly createdBy: string;
}

export interface Dataset {
  readonly name: string;
  readonly description: string;
  readonly createdMs: number;
  readonly versions: number;
  readonly latest: DatasetVersion | null;
}
