import type { Store } from '@verdict/db';
import type { Ledger } from '@verdict/ledger';

/** As `openWorkspace` gives it. */
export interface RecordPlace {
  readonly ledger: Ledger;
  readonly store: Pick<Store, 'kind' | 'ping'>;
  readonly tempFolder: string;
}
