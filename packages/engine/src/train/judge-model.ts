import { type Evaluation, evaluateModel, type Model, shrinkModel } from '@verdict/learn';
import type { ThreadCrew } from '@verdict/learn/threads';
import type { TestRows } from '../data/divide-rows.ts';
import type { Stage } from './train-events.ts';

export interface Judged {
  readonly model: Model;
  readonly evaluation: Evaluation | null;
}

/** Measures what will be shipped: of a model that was made smaller, the small one. */
export async function judgeModel(
  model: Model,
  test: TestRows | null,
  crew: ThreadCrew,
  sizeBytes: number | null,
  progress: (stage: Stage, fraction: number) => void,
): Promise<Judged> {
  const evaluated = async (of: Model): Promise<Judged> => {
    if (!test) return { model: of, evaluation: null };
    progress('evaluate', 0);
    const evaluation = await evaluateModel(of, test.texts, test.labels, crew, (part) =>
      progress('evaluate', part),
    );
    const metrics = { ...of.facts.metrics, test: evaluation.metrics };
    return { model: { ...of, facts: { ...of.facts, metrics } }, evaluation };
  };

  const full = await evaluated(model);
  if (sizeBytes === null) return full;
  progress('shrink', 0);
  const heldOut = test && full.evaluation && { texts: test.texts, labels: full.evaluation.labels };
  return evaluated(shrinkModel({ model: full.model, budgetBytes: sizeBytes, heldOut }));
}
