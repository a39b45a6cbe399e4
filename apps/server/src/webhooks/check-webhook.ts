import { isIP } from 'node:net';
import type { Webhook } from '@verdict/ledger';
import { ServerError } from '../errors.ts';
import { isPublicAddress } from './address-rule.ts';

export type WebhookReach = 'public' | 'any';

/** What can be known of a webhook before anybody is called: names are looked up when it is. */
export function checkedWebhook(
  { url: text, secret = null }: { readonly url: string; readonly secret?: string | null },
  reach: WebhookReach,
): Webhook {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw refused('is no http or https address; give one such as https://example.org/verdict');
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('holds a name or password; leave them out, and know the sender by its signature');
  }
  const host = hostOf(url);
  const local = /(?:^|\.)localhost\.?$/i.test(host);
  if (reach === 'public' && (local || (isIP(host) !== 0 && !isPublicAddress(host)))) throw addressRefused();
  if (secret?.startsWith('whsec_')) {
    const key = secret.slice('whsec_'.length);
    const bytes = Buffer.from(key, 'base64');
    if (!/^[A-Za-z0-9+/]+=*$/.test(key) || bytes.length < 16) {
      throw refused('has a secret that is no base64 of 16 bytes or more after whsec_; make it anew');
    }
  }
  return { url: url.href, secret };
}

/** Without the brackets of an IPv6 address. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

export function addressRefused(): ServerError {
  return refused(
    'leads to an address that is not public; give one of the internet, or set VERDICT_WEBHOOK_PRIVATE=allow',
  );
}

function refused(why: string): ServerError {
  return new ServerError('WEBHOOK_REFUSED', `The webhook ${why}.`);
}
