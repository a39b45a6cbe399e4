import { isLoopback } from '@verdict/http';
import { checkServingKey, type ServingKey } from '@verdict/ledger';
import type { ServerConfig } from '../config.ts';
import type { Caller } from './caller.ts';
import { type Auth, callerOf, localCaller } from './create-auth.ts';
import { readAuthorization } from './read-authorization.ts';
import { credentialsRefused, keyNeeded, signInNeeded } from './sign-in-error.ts';

export interface KeyAuthInput {
  /** Those that are good, by id, as the process that keeps the record last said. */
  readonly keys: () => ReadonlyMap<string, ServingKey>;
  readonly config: Pick<ServerConfig, 'host' | 'signIn'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Who asks, where no database can be asked. A key costs two microseconds to check, so nothing is remembered, and one
 * that is revoked is refused as soon as it is heard of. Passwords would have to travel: they are not taken.
 */
export function createKeyAuth({ keys, config, clock }: KeyAuthInput): Auth {
  const open = isLoopback(config.host) && config.signIn === 'auto';
  const local = localCaller();
  return {
    identify: (authorization): Caller => {
      const credentials = readAuthorization(authorization);
      if (authorization === undefined || credentials.kind === 'none') {
        if (open) return local;
        throw signInNeeded();
      }
      if (credentials.kind === 'password') throw keyNeeded();
      const principal =
        credentials.kind === 'key' ? checkServingKey(keys(), credentials.secret, clock()) : null;
      if (!principal) throw credentialsRefused();
      return callerOf(principal);
    },
    signIn: () => Promise.reject(keyNeeded()),
    signOut: async () => {},
    confirm: () => Promise.reject(keyNeeded()),
    forget: () => {},
    inProcess: () => {
      throw new Error('A process without a record does no jobs.');
    },
  };
}
