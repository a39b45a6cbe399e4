import { describe, expect, it } from 'vitest';
import type { ChecksReply } from '../../src/wire.ts';
import { SiteError } from '../shell/site-client.ts';
import type { Result } from './results.ts';
import { runMany } from './run-many.ts';

const answers = (texts: readonly string[]): ChecksReply => ({
  request_id: 'r',
  model_version: 'spam-en@1',
  results: texts.map((text) => ({
    prediction: text.includes('win') ? 'spam' : 'not_spam',
    confidence: 0.9,
    unsure: false,
    prediction_id: 'p',
    receipt: 'r',
  })),
});

interface Run {
  readonly texts: readonly string[];
  /** Before each answer: what goes wrong instead; null: nothing. */
  readonly faults?: readonly (Error | null)[];
  readonly stopAfter?: number;
}

async function run({ texts, faults = [], stopAfter = Number.POSITIVE_INFINITY }: Run) {
  const results: (Result | null)[] = texts.map(() => null);
  const waits: number[] = [];
  const said: (string | null)[] = [];
  const stop = new AbortController();
  let asked = 0;
  const ended = runMany({
    texts,
    signal: stop.signal,
    ask: async (some) => {
      const fault = faults[asked++];
      if (asked >= stopAfter) stop.abort();
      if (fault) throw fault;
      return answers(some);
    },
    onResults: (places, some) => {
      for (const [index, at] of places.entries()) results[at] = some[index];
    },
    onWaiting: (why) => said.push(why),
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  const error = await ended.then(
    () => null,
    (cause: unknown) => cause,
  );
  return { results, waits, said, error, asked };
}

describe('many messages', () => {
  it('come back in their places, whatever was left out', async () => {
    const texts = [
      'win',
      ' ',
      'x'.repeat(100_001),
      ...Array.from({ length: 450 }, (_, at) => `win ${at}`),
      'bye',
    ];
    const { results, asked } = await run({ texts });
    expect(asked).toBe(3);
    expect(results.map((result) => (result?.kind === 'checked' ? result.prediction : result?.why))).toEqual([
      'spam',
      'no text',
      'too long to be read',
      ...Array.from({ length: 450 }, () => 'spam'),
      'not_spam',
    ]);
  });

  it('wait out an outage, longer each time or as long as they are told', async () => {
    const away = new SiteError('OFFLINE', 'away', true);
    const busy = new SiteError('RATE_LIMITED', 'slowly', true, { retryAfterMs: 42_000 });
    const { results, waits, said } = await run({ texts: ['win'], faults: [away, away, away, busy] });
    expect(waits).toEqual([1000, 2000, 4000, 42_000]);
    expect(said).toEqual(['away', 'away', 'away', 'slowly', null]);
    expect(results[0]?.kind).toBe('checked');
  });

  it('go on after a part that is refused for its texts', async () => {
    const texts = Array.from({ length: 201 }, () => 'win');
    const { results, error } = await run({
      texts,
      faults: [new SiteError('TEXT_TOO_LONG', 'too long', false)],
    });
    expect(error).toBeNull();
    expect(results[0]).toEqual({ kind: 'skipped', why: 'too long' });
    expect(results[200]?.kind).toBe('checked');
  });

  it('stop where asking again cannot help, and keep what they have', async () => {
    const texts = Array.from({ length: 201 }, () => 'win');
    const refused = new SiteError('KEY_REFUSED', 'no', false);
    const { results, error } = await run({ texts, faults: [null, refused] });
    expect(error).toBe(refused);
    expect([results[0]?.kind, results[200]]).toEqual(['checked', null]);
  });

  it('stop when they are told to', async () => {
    const { error, asked } = await run({ texts: Array.from({ length: 1000 }, () => 'win'), stopAfter: 2 });
    expect((error as Error).name).toBe('AbortError');
    expect(asked).toBe(2);
  });
});
