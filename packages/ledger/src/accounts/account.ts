import type { Permission, Role } from './permissions.ts';

export interface Account {
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  /** Without one it signs in with keys alone. */
  readonly hasPassword: boolean;
  readonly createdMs: number;
  readonly updatedMs: number;
}

export interface ApiKey {
  /** The public part of the key. */
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly createdMs: number;
  readonly expiresMs: number | null;
  readonly revokedMs: number | null;
  readonly lastUsedMs: number | null;
}

/** Who has shown a password, a key or a session's token that is good. */
export interface Principal {
  readonly account: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly via: 'password' | 'key' | 'session';
  readonly keyId: string | null;
  /** How the record names it: `ada`, or `ada/key:build` with the key's name. */
  readonly actor: string;
  /** When it ends to be good whatever happens; null: it does not end by itself. */
  readonly expiresMs: number | null;
}

/** As much of a key as it takes to know it again. Of 256 random bits the hash gives nothing away. */
export interface ServingKey {
  readonly id: string;
  /** Of the secret part, in hex. */
  readonly sha256: string;
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Permission[];
  readonly expiresMs: number | null;
}
