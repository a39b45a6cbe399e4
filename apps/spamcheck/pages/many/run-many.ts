import type { ChecksReply } from '../../src/wire.ts';
import { SiteError } from '../shell/site-client.ts';
import { planParts } from './plan-parts.ts';
import type { Result } from './results.ts';

export interface RunManyInput {
  readonly texts: readonly string[];
  readonly ask: (texts: readonly string[], signal: AbortSignal) => Promise<ChecksReply>;
  readonly signal: AbortSignal;
  readonly onResults: (places: readonly number[], results: readonly Result[]) => void;
  /** Why nothing comes just now; null: it goes on. */
  readonly onWaiting: (why: string | null) => void;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Between tries while the site is away, each twice the one before. */
const firstWaitMs = 1000;
const longestWaitMs = 15_000;
/** About the messages of one request, and no other. */
const ofTheTexts = ['TEXT_EMPTY', 'TEXT_TOO_LONG', 'REQUEST_INVALID', 'TOO_MANY_TEXTS', 'BODY_TOO_LARGE'];

/**
 * Request after request until all are answered. An outage is waited out, for what was answered must not be lost to
 * a tunnel; throws where asking again cannot help.
 */
export async function runMany({
  texts,
  ask,
  signal,
  onResults,
  onWaiting,
  wait,
}: RunManyInput): Promise<void> {
  const { parts, blank, tooLong } = planParts(texts);
  const skip = (places: readonly number[], why: string): void => {
    if (places.length > 0)
      onResults(
        places,
        places.map(() => ({ kind: 'skipped', why })),
      );
  };
  skip(blank, 'no text');
  skip(tooLong, 'too long to be read');
  for (const part of parts) {
    for (let waits = 0; ; waits++) {
      signal.throwIfAborted();
      try {
        const { results, model_version: model } = await ask(
          part.map((at) => texts[at]),
          signal,
        );
        onWaiting(null);
        onResults(
          part,
          results.map(({ prediction, confidence, unsure }) => ({
            kind: 'checked',
            prediction,
            confidence,
            unsure,
            model,
          })),
        );
        break;
      } catch (error) {
        if (!(error instanceof SiteError)) throw error;
        if (ofTheTexts.includes(error.code)) {
          skip(part, error.message);
          break;
        }
        if (!error.canRetry) throw error;
        onWaiting(error.message);
        await wait(
          Math.max(error.retryAfterMs ?? 0, Math.min(longestWaitMs, firstWaitMs * 2 ** waits)),
          signal,
        );
      }
    }
  }
}
