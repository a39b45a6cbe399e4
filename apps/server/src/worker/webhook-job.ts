import type { BatchEnded } from '@verdict/api';
import { batchWebhook, getBatch, type JobHandler, type Ledger } from '@verdict/ledger';
import { presentBatch } from '../routes/record/present-batches.ts';
import type { WebhookReach } from '../webhooks/check-webhook.ts';
import { sendWebhook } from '../webhooks/send-webhook.ts';
import { webhookHeaders } from '../webhooks/sign-webhook.ts';

export interface WebhookJobContext {
  readonly ledger: Ledger;
  readonly reach: WebhookReach;
}

/** Gone, says the receiver: it wants no more. */
const gone = 410;

class WebhookFailed extends Error {
  readonly canRetry: boolean;

  constructor(message: string, { canRetry, cause }: { canRetry: boolean; cause?: unknown }) {
    super(message, { cause });
    this.name = 'WebhookFailed';
    this.canRetry = canRetry;
  }
}

/** Tells who asked that their batch has ended. Anything but 2xx is told again later, by the queue's back-off. */
export function webhookJob({ ledger, reach }: WebhookJobContext): JobHandler {
  return async (input, { jobId, signal }) => {
    const { batch: id } = input as { readonly batch: string };
    const batch = await getBatch(ledger, id);
    const webhook = await batchWebhook(ledger, id);
    if (webhook === null) return { status: null };
    const now = ledger.clock();
    const told: BatchEnded = {
      type: `batch.${batch.state}` as BatchEnded['type'],
      timestamp: new Date(batch.finishedMs ?? now).toISOString(),
      data: presentBatch(batch, now),
    };
    const body = JSON.stringify(told);
    const signed = { id: `msg_${jobId}`, timestampSeconds: Math.floor(now / 1000), body };
    const headers = webhookHeaders(signed, webhook.secret);
    const status = await sendWebhook({ url: webhook.url, body, headers, reach, signal }).catch(
      (cause: Error & { canRetry?: boolean; code?: string }) => {
        // Which machine answers how is nothing to tell whoever may only choose an address.
        const refused = cause.canRetry === false;
        const why = refused ? cause.message : `The webhook was not answered (${cause.code ?? cause.name}).`;
        throw new WebhookFailed(why, { canRetry: !refused, cause });
      },
    );
    if (status >= 200 && status < 300) return { status };
    throw new WebhookFailed(`The webhook was answered with ${status}.`, { canRetry: status !== gone });
  };
}
