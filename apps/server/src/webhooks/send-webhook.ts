import { lookup as lookUp } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { withinTime } from '../within-time.ts';
import { isPublicAddress } from './address-rule.ts';
import { addressRefused, hostOf, type WebhookReach } from './check-webhook.ts';

export interface WebhookCall {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly reach: WebhookReach;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** As long as the receivers of others get: what has to compute answers first and computes afterwards. */
const usualTimeoutMs = 15_000;

/**
 * One POST, and the status that it was answered with. The address is checked when the connection is made, and the
 * connection made to what was checked: a name that says another address the second time gains nothing. Redirects are
 * answers like any other.
 */
export function sendWebhook({ signal, timeoutMs = usualTimeoutMs, ...call }: WebhookCall): Promise<number> {
  return withinTime(timeoutMs, (late) => post(call, AbortSignal.any([signal, late])));
}

function post(
  { url, body, headers, reach }: Omit<WebhookCall, 'signal' | 'timeoutMs'>,
  signal: AbortSignal,
): Promise<number> {
  const target = new URL(url);
  const host = hostOf(target);
  return new Promise<number>((resolve, reject) => {
    if (reach === 'public' && isIP(host) !== 0 && !isPublicAddress(host)) return reject(addressRefused());
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const bytes = Buffer.from(body);
    const request = send(target, {
      method: 'POST',
      // A connection of its own: one that was kept would not be checked.
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': bytes.length,
        'user-agent': 'Verdict-Webhook/1',
        ...headers,
      },
      ...(reach === 'public' && { lookup: publicLookup }),
      signal,
    });
    // Not `once`: an error that nobody listens for ends the process, and a receiver may cause a second one.
    request.on('error', reject);
    // A 101 that nobody asked for is no response to Node: without this it would be waited for without an end.
    request.once('upgrade', ({ statusCode }, socket) => {
      socket.destroy();
      resolve(statusCode ?? 0);
    });
    request.once('response', (response) => {
      // What it says beside its status nobody reads, however long it is.
      response.on('error', () => {}).destroy();
      resolve(response.statusCode ?? 0);
    });
    request.end(bytes);
  });
}

/** Every address of the name has to be public: of several, which one is taken is chance. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '');
    if (!addresses.every(({ address }) => isPublicAddress(address))) return done(addressRefused(), '');
    const [first] = addresses;
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};
