import type { ExplainReply, PredictionReply } from '@verdict/api';
import { verdict } from '../queries.ts';
import type { Side } from './chosen.ts';

export interface Answer {
  readonly side: Side;
  readonly said: PredictionReply;
  /** Null of a model that cannot say why. */
  readonly reasons: ExplainReply | null;
}

/** Its answer, which goes on record as a prediction, and the words that decided. */
export async function askSide(side: Side, text: string, signal: AbortSignal): Promise<Answer> {
  const request = { text, model: side.reference };
  const [said, reasons] = await Promise.all([
    verdict.predict(request, { signal }),
    side.explainable ? verdict.explain(request, { signal }) : null,
  ]);
  return { side, said, reasons };
}

/** The same answer, explained for another class; one that the version does not know explains nothing. */
export async function explainFor(answer: Answer, text: string, target: string): Promise<Answer> {
  const { side, said, reasons } = answer;
  if (!reasons || !(target in said.scores)) return answer;
  // The version that answered, also where a trial or a promotion has come between.
  const model = `${said.model.name}@${said.model.version}`;
  return { side, said, reasons: await verdict.explain({ text, model, target }) };
}
