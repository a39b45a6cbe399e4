import { ConsoleLive, ConsoleLiveQuery } from '@verdict/api';
import { type Live, type LiveWindow, listModels, readLive } from '@verdict/ledger';
import { recordErrors, refusals } from '../../schemas.ts';
import type { RecordInput } from '../record/record-input.ts';

/** Ten people who look ask the database once in this time, and not ten times. */
const sharedMs = 2000;
/** A few models times three windows; what nobody looks at leaves with the next look. */
const mostKept = 60;

export function consoleLiveRoute({ app, ledger, config }: RecordInput): void {
  const kept = new Map<string, { readonly atMs: number; readonly live: Promise<Live> }>();

  function shared(model: string, window: LiveWindow): Promise<Live> {
    const nowMs = ledger.clock();
    for (const [key, { atMs }] of kept) {
      if (Math.abs(nowMs - atMs) >= sharedMs || kept.size > mostKept) kept.delete(key);
    }
    const key = `${window} ${model}`;
    const found = kept.get(key);
    if (found) return found.live;
    const live = readLive(ledger, { model, window });
    kept.set(key, { atMs: nowMs, live });
    live.catch(() => kept.delete(key));
    return live;
  }

  app.get(
    '/api/v1/console/live',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'console.live',
        summary: 'What a model answers now: rate, time, confidence and labels, step by step',
        description:
          'Out of the prediction log, of which a bounded part is read. `exact` says whether that was all of it.',
        tags: ['console'],
        querystring: ConsoleLiveQuery,
        response: { 200: ConsoleLive, ...refusals(...recordErrors, 'MODEL_UNKNOWN') },
      },
    },
    async ({ query: { model, window = '15m' } }) => {
      const { items } = await listModels(ledger, { limit: 1000 });
      const models = items.map(({ name }) => name);
      // The default model is a setting, and may be of files that the record does not know.
      const usual = models.includes(config.defaultModel)
        ? config.defaultModel
        : (models[0] ?? config.defaultModel);
      return presentLive(await shared(model ?? usual, window), models);
    },
  );
}

function presentLive(live: Live, models: readonly string[]): ConsoleLive {
  const { range } = live;
  return {
    model: live.model,
    models: [...models],
    window: live.window,
    from_ms: range.fromMs,
    to_ms: range.toMs,
    bucket_ms: range.bucketMs,
    answers: live.answers,
    sampled: live.sampled,
    exact: live.exact,
    latency_ms: live.latencyMs,
    unsure: live.unsure,
    confidence: [...live.confidence],
    labels: [...live.labels],
    champion: live.champion,
    versions: [...live.versions],
    buckets: live.buckets.map(({ fromMs, latencyMs, meanConfidence, versions, ...same }) => ({
      ...same,
      from_ms: fromMs,
      latency_ms: latencyMs,
      mean_confidence: meanConfidence,
      versions: Object.fromEntries(Object.entries(versions)),
    })),
    shadow: live.shadow && {
      challenger: live.shadow.challenger,
      compared: live.shadow.compared,
      agreed: live.shadow.agreed,
      disagreements: live.shadow.disagreements.map(({ predictionId, atMs, ...same }) => ({
        ...same,
        prediction_id: predictionId,
        at_ms: atMs,
      })),
    },
  };
}
