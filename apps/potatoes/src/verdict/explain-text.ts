import { ApiError, type CallOptions, type Client } from '@verdict/api';
import type { MachineVerdict } from '../../pages/page-data.ts';
import { PotatoesError } from '../errors.ts';
import { labelOf } from './judge-reviews.ts';

export type Explain = (text: string, options?: CallOptions) => Promise<MachineVerdict>;

/** As many as a person reads. */
const strongestShown = 12;
/** Somebody looks at the page and waits. */
const timeoutMs = 5000;

/** Verdict keeps nothing of what it explains: a draft is nobody's business yet. */
export function createExplain(verdict: Pick<Client, 'explain'>, model: string): Explain {
  return async (text, options = {}) => {
    try {
      const reply = await verdict.explain({ text, model }, { timeoutMs, ...options });
      const { label, confidence, unsure, spans, strongest } = reply;
      return {
        isPositive: label === labelOf(true),
        confidence,
        isUnsure: unsure,
        model: `${reply.model.name}@${reply.model.version}`,
        spans: spans.map(({ start, end, contribution }) => ({ start, end, contribution })),
        strongest: strongest.slice(0, strongestShown),
      };
    } catch (cause) {
      // Who has typed on takes the question back: nobody reads the answer, and it is no fault of the site.
      throw cause instanceof ApiError || options.signal?.aborted ? verdictAway(cause) : cause;
    }
  };
}

export function verdictAway(cause?: unknown): PotatoesError {
  return new PotatoesError(
    'VERDICT_AWAY',
    'The machine that reads reviews does not answer; try again in a moment.',
    {
      cause,
      retryAfterMs: 5000,
    },
  );
}
