/** Files to make one frozen list of rows of. */
export interface FreezeRequest {
  readonly files: readonly FileToFreeze[];
  /** A frozen file whose rows come first, as they are. */
  readonly before: string | null;
  /** Sources of those rows, which the frozen file does not hold; they come first in what is told. */
  readonly beforeSources?: readonly DataSource[];
  /** Replace what could tell who a text of the files is about. */
  readonly redact?: boolean;
  /** Where the frozen file goes. */
  readonly out: string;
}

export interface FileToFreeze {
  readonly path: string;
  /** What the rows remember as their source. */
  readonly name: string;
  readonly text: string | null;
  readonly label: string | null;
}

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
  /** UTF-16 units. */
  readonly characters: Spread;
  readonly words: Spread;
  readonly distinctTexts: number;
  /** The most frequent words, with the rows that have them. */
  readonly topWords: readonly { readonly word: string; readonly rows: number }[];
}

export interface FrozenData {
  readonly rowsSha256: string;
  readonly rows: number;
  readonly classes: readonly { readonly label: string; readonly rows: number }[];
  readonly profile: DataProfile;
  readonly findings: readonly {
    readonly kind: string;
    readonly severity: 'refuse' | 'warn' | 'note';
    readonly message: string;
  }[];
  readonly sources: readonly DataSource[];
  /** Of the frozen file. */
  readonly bytes: number;
  /** What the readers decided, for people. */
  readonly notes: readonly string[];
}

export interface FreezeEvent {
  readonly kind: 'progress';
  readonly stage: 'read' | 'check' | 'write';
  readonly fraction: number;
}
