import { createHmac } from 'node:crypto';

export interface ToSign {
  /** The same for every attempt, so that a receiver knows a repeat. */
  readonly id: string;
  readonly timestampSeconds: number;
  readonly body: string;
}

/**
 * The headers of Standard Webhooks (standardwebhooks.com, version 1): HMAC-SHA256 over `id.timestamp.body`. A secret
 * `whsec_…` is the base64 of the key; another text is the key itself.
 */
export function webhookHeaders(
  { id, timestampSeconds, body }: ToSign,
  secret: string | null,
): Record<string, string> {
  const named = { 'webhook-id': id, 'webhook-timestamp': String(timestampSeconds) };
  if (secret === null) return named;
  const signature = createHmac('sha256', keyOf(secret))
    .update(`${id}.${timestampSeconds}.${body}`)
    .digest('base64');
  return { ...named, 'webhook-signature': `v1,${signature}` };
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_')
    ? Buffer.from(secret.slice('whsec_'.length), 'base64')
    : Buffer.from(secret);
}
