import type { Model } from '@verdict/learn';

/** Of a linear scorer's record beside its weights: a mark and a scale. */
const wordsBesideWeights = 2;

/**
 * What a model takes in memory, in bytes: its arrays, the records in which a linear scorer lays them side by side once
 * more, and the starts of each level's runs. Within a tenth of what is measured, and the same on every machine.
 */
export function memoryOf(model: Model): number {
  let bytes = arrayBytes(model.sets) + arrayBytes(model.head);
  const outputs = model.head.kind === 'linear' ? model.head.outputs : 0;
  for (const { scales, tree } of model.sets) {
    if (outputs > 0) bytes += scales.length * (wordsBesideWeights + outputs) * 4;
    bytes += (tree.tokens.count + tree.levels.reduce((sum, level) => sum + level.prefix.length, 0)) * 4;
  }
  return bytes;
}

function arrayBytes(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + arrayBytes(inner), 0);
}
