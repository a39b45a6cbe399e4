import type { PredictionReply } from '../predict.ts';
import type { CallOptions } from './options.ts';
import type { PredictClient } from './predict.ts';

export interface PredictEachOptions extends CallOptions {
  readonly model?: string;
  readonly key?: string;
  /** In one request; a server allows 1,000 unless it is told otherwise. */
  readonly textsAtOnce?: number;
}

/** Long enough that the way to the server hardly counts, short enough that others are answered between two. */
const usualTexts = 200;
/** A server takes 2 MB as one body by default, and a character that is escaped has six bytes. */
const mostCharacters = 2 ** 18;

/**
 * Answers to any number of texts, in their order: several in a request, and the next request under way while the
 * answers to the one before are read. For more texts than somebody wants to wait for there is `client.batches`.
 */
export async function* predictEach(
  client: Pick<PredictClient, 'predict'>,
  texts: Iterable<string> | AsyncIterable<string>,
  { model, key, textsAtOnce = usualTexts, ...options }: PredictEachOptions = {},
): AsyncGenerator<PredictionReply> {
  const about = { ...(model !== undefined && { model }), ...(key !== undefined && { key }) };
  const leaving = new AbortController();
  const signal = AbortSignal.any([leaving.signal, ...(options.signal ? [options.signal] : [])]);
  const ask = (some: string[]) => {
    const asked = client.predict({ ...about, texts: some }, { ...options, signal });
    // Whoever reads hears of it when it is its turn.
    asked.catch(() => {});
    return asked;
  };
  try {
    let underWay: ReturnType<typeof ask> | null = null;
    for await (const some of gathered(texts, textsAtOnce)) {
      const next = ask(some);
      if (underWay) yield* (await underWay).predictions;
      underWay = next;
    }
    if (underWay) yield* (await underWay).predictions;
  } finally {
    // Whoever stops reading does not want what is under way.
    leaving.abort();
  }
}

async function* gathered(
  texts: Iterable<string> | AsyncIterable<string>,
  most: number,
): AsyncGenerator<string[]> {
  let some: string[] = [];
  let characters = 0;
  for await (const text of texts) {
    if (some.length > 0 && (some.length >= most || characters + text.length > mostCharacters)) {
      yield some;
      some = [];
      characters = 0;
    }
    some.push(text);
    characters += text.length;
  }
  if (some.length > 0) yield some;
}
