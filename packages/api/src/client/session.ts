import type { NoReply } from '../common.ts';
import type { Session, SignIn } from '../session.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** For pages: the browser keeps the cookie that comes with the reply. Programs send a key. */
export interface SessionClient {
  readonly signIn: (request: SignIn, options?: CallOptions) => Promise<Session>;
  readonly signOut: (options?: CallOptions) => Promise<NoReply>;
}

export function sessionClient({ json }: Transport): SessionClient {
  const path = '/api/v1/session';
  return {
    signIn: (request, options) => json({ method: 'POST', path, json: request, harmless: false }, options),
    signOut: (options) => json({ method: 'DELETE', path, harmless: true }, options),
  };
}
