import type { ImportRefusal, ImportReply } from '@verdict/api';
import type { LeftOut } from '../../mlflow-store/stored.ts';

export interface Counted {
  readonly added: number;
  readonly there: number;
}

/** What an import has come to; of a dry run, what it would. */
export interface ImportOutcome {
  readonly source: string;
  readonly dry_run: boolean;
  readonly experiments: Counted;
  readonly runs: Counted;
  readonly logged_models: Counted;
  readonly models: Counted;
  readonly versions: { readonly added: number };
  readonly files: Counted & { readonly bytes: number };
  /** Kinds of things that have no place on record. */
  readonly left_out: readonly LeftOut[];
  readonly refused: readonly ImportRefusal[];
}

export type Kind = 'experiments' | 'runs' | 'logged_models' | 'models' | 'files';

export interface Tally {
  readonly add: (kind: Kind, reply: Partial<ImportReply>) => void;
  readonly addVersions: (added: number) => void;
  readonly addBytes: (bytes: number) => void;
  readonly refuse: (refusal: ImportRefusal) => void;
  readonly outcome: (about: Pick<ImportOutcome, 'source' | 'dry_run' | 'left_out'>) => ImportOutcome;
}

export function createTally(): Tally {
  const counts: Record<Kind, { added: number; there: number }> = {
    experiments: { added: 0, there: 0 },
    runs: { added: 0, there: 0 },
    logged_models: { added: 0, there: 0 },
    models: { added: 0, there: 0 },
    files: { added: 0, there: 0 },
  };
  const refused: ImportRefusal[] = [];
  let versions = 0;
  let bytes = 0;
  return {
    add: (kind, { added = 0, there = 0, refused: more = [] }) => {
      counts[kind].added += added;
      counts[kind].there += there;
      for (const refusal of more) refused.push(refusal);
    },
    addVersions: (added) => {
      versions += added;
    },
    addBytes: (more) => {
      bytes += more;
    },
    refuse: (refusal) => {
      refused.push(refusal);
    },
    outcome: (about) => ({
      source: about.source,
      dry_run: about.dry_run,
      ...counts,
      versions: { added: versions },
      files: { ...counts.files, bytes },
      left_out: about.left_out,
      refused,
    }),
  };
}
