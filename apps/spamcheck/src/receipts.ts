import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { SpamcheckError } from './errors.ts';

/** Ids of checks stand in Verdict's log for all who may read it; that one was made here, and for whom, a receipt shows. */
export interface Receipts {
  readonly of: (predictionId: string) => string;
  /** Throws where it is not this check's. */
  readonly assertGood: (shown: { readonly prediction_id: string; readonly receipt: string }) => void;
}

/** Of the site's key, so that several processes know each other's; without one, of this process alone. */
export function createReceipts(verdictToken: string | null): Receipts {
  const secret = verdictToken ?? randomBytes(32);
  const macOf = (predictionId: string): Buffer =>
    createHmac('sha256', secret).update(`spam check receipt\n${predictionId}`).digest();
  return {
    of: (predictionId) => macOf(predictionId).toString('base64url'),
    assertGood: ({ prediction_id, receipt }) => {
      const given = Buffer.from(receipt, 'base64url');
      const right = macOf(prediction_id);
      if (given.length === right.length && timingSafeEqual(given, right)) return;
      throw new SpamcheckError(
        'CHECK_UNKNOWN',
        'This check was not made here, or before the site was started anew; check the message again.',
      );
    },
  };
}
