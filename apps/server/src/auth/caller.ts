import type { Permission, Role } from '@verdict/ledger';

/** On whose behalf a request is answered. */
export interface Caller {
  /** How the record names it: `ada`, `ada/key:build`, `local:ada`. */
  readonly actor: string;
  /** Null: nobody who has an account. */
  readonly account: string | null;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** process: this server itself, on behalf of who asked for a job. */
  readonly via: 'loopback' | 'password' | 'session' | 'key' | 'process';
}
