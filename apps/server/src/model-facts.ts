import type { Model } from '@verdict/learn';

/** What the record keeps of a model file beside its bytes. */
export function factsOf(model: Model): Record<string, unknown> {
  const { seed, rows, data, node, learn, metrics } = model.facts;
  return {
    classes: [...model.classes],
    positive: model.positive === null ? null : model.classes[model.positive],
    kind: model.head.kind,
    recipe: model.recipe,
    seed,
    rows,
    data,
    node,
    learn,
    metrics,
  };
}
