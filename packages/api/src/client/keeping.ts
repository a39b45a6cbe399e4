import type { WhoAmI } from '../accounts.ts';
import type { GcReply, GcRequest } from '../keeping.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

export interface KeepingClient {
  readonly whoami: (options?: CallOptions) => Promise<WhoAmI>;
  /** A tar of the whole record, as it is made; its body is the caller's to read. */
  readonly backup: (options?: CallOptions) => Promise<Response>;
  readonly gc: (request?: GcRequest, options?: CallOptions) => Promise<GcReply>;
}

export function keepingClient(transport: Transport): KeepingClient {
  return {
    whoami: (options) => transport.json({ method: 'GET', path: '/api/v1/whoami', harmless: true }, options),
    backup: (options) =>
      transport.open({ method: 'GET', path: '/api/v1/backup', harmless: true, long: true }, options),
    gc: (json = {}, options) =>
      transport.json({ method: 'POST', path: '/api/v1/gc', json, harmless: true, long: true }, options),
  };
}
