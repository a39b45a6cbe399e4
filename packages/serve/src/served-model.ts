import {
  createExplainer,
  createPredictor,
  type Explainer,
  type Model,
  type Prediction,
} from '@verdict/learn';

/** One model version in memory, ready to answer. */
export interface ServedModel {
  readonly name: string;
  readonly version: number;
  readonly model: Model;
  readonly bytes: number;
  readonly sha256: string;
  /** How replies speak of it; a model from a file alone has no run on record. */
  readonly reference: { readonly name: string; readonly version: number; readonly run_id: string | null };
  readonly predict: (text: string) => Prediction;
  /** Null where the model has no weight a word. */
  readonly explain: Explainer | null;
}

export type ModelVersion = Pick<ServedModel, 'name' | 'version'>;

export function createServedModel({
  runId = null,
  ...input
}: Omit<ServedModel, 'reference' | 'predict' | 'explain'> & { readonly runId?: string | null }): ServedModel {
  const { name, version, model } = input;
  return {
    ...input,
    reference: { name, version, run_id: runId },
    predict: createPredictor(model).predict,
    explain: model.head.kind === 'linear' ? whenFirstAsked(() => createExplainer(model)) : null,
  };
}

/** An explainer has look-up tables as large as a predictor's; most versions are never asked why. */
function whenFirstAsked(create: () => Explainer): Explainer {
  let explainer: Explainer | undefined;
  return (text, target) => {
    explainer ??= create();
    return explainer(text, target);
  };
}

/** The same file under another name or number: what was computed for it is used again. */
export function renamed(
  served: ServedModel,
  { name, version, runId }: ModelVersion & { readonly runId: string | null },
): ServedModel {
  return { ...served, name, version, reference: { name, version, run_id: runId } };
}
