import type { ForestModel } from '../classify/classifier.ts';
import type { LinearHead, Model, ModelSet } from '../model/model.ts';
import { companded, largestOf } from '../model/quantise.ts';
import { createCrc32 } from './crc32.ts';
import { encodeTensors, type Tensor } from './safetensors.ts';
import { encodeTree } from './tree-bytes.ts';
import { tensorOf } from './typed-tensors.ts';

export const formatName = 'verdict-model';
export const formatVersion = 1;

/** Stands where the checksum will be while the checksum is computed. It is the first field, so its place is known. */
export const noChecksum = '00000000';
export const checksumStart = 8 + '{"__metadata__":{"checksum":"'.length;

/** The same bytes for the same model. */
export function encodeModel(model: Model): Uint8Array {
  const tensors = new Map<string, Tensor>();
  model.sets.forEach((set, index) => {
    addSet(tensors, `set.${index}`, set, outputsOf(model));
  });
  addHead(tensors, model.head);
  const metadata = {
    checksum: noChecksum,
    format: formatName,
    version: String(formatVersion),
    recipe: JSON.stringify(model.recipe),
    classes: JSON.stringify(model.classes),
    positive: JSON.stringify(model.positive),
    calibration: JSON.stringify(model.calibration),
    threshold: JSON.stringify(model.threshold),
    unsureBelow: JSON.stringify(model.unsureBelow),
    head: JSON.stringify(headFacts(model.head)),
    sets: JSON.stringify(model.sets.map(setFacts)),
    facts: JSON.stringify(model.facts),
  };
  const file = encodeTensors({ metadata, tensors });
  const checksum = createCrc32()(file).toString(16).padStart(8, '0');
  file.set(new TextEncoder().encode(checksum), checksumStart);
  return file;
}

function outputsOf(model: Model): number {
  return model.head.kind === 'linear' ? model.head.outputs : 0;
}

/** What a reader must know of a set besides its tensors and its options, which the recipe has. */
export interface SetFacts {
  readonly levels: number;
  readonly precision: ModelSet['precision'];
  /** Largest scale and weight, where they are kept as bytes. */
  readonly most: readonly [number, number];
}

function setFacts(set: ModelSet): SetFacts {
  const most =
    set.precision === 'int8' ? ([largestOf(set.scales), largestOf(set.weights)] as const) : ([0, 0] as const);
  return { levels: set.tree.levels.length, precision: set.precision, most };
}

function addSet(tensors: Map<string, Tensor>, name: string, set: ModelSet, outputs: number): void {
  const tree = encodeTree(set.tree);
  tensors.set(`${name}.tokens.lengths`, tensorOf(tree.lengths));
  tensors.set(`${name}.tokens.units`, tensorOf(tree.units));
  tree.levels.forEach(({ children, lasts }, index) => {
    tensors.set(`${name}.level.${index + 2}.children`, tensorOf(children));
    tensors.set(`${name}.level.${index + 2}.lasts`, tensorOf(lasts));
  });
  const { precision, most } = setFacts(set);
  const keep = (values: Float32Array, largest: number): Float32Array | Int8Array =>
    precision === 'int8' ? companded(values, largest) : values;
  tensors.set(`${name}.scales`, tensorOf(keep(set.scales, most[0])));
  tensors.set(`${name}.weights`, tensorOf(keep(set.weights, most[1]), [set.scales.length, outputs]));
}

export type HeadFacts =
  | { kind: 'linear'; outputs: number }
  | { kind: 'forest'; columns: number; classes: number };

function headFacts(head: LinearHead | ForestModel): HeadFacts {
  return head.kind === 'linear'
    ? { kind: 'linear', outputs: head.outputs }
    : { kind: 'forest', columns: head.columns, classes: head.classes };
}

function addHead(tensors: Map<string, Tensor>, head: LinearHead | ForestModel): void {
  if (head.kind === 'linear') {
    tensors.set('head.intercepts', tensorOf(head.intercepts));
    return;
  }
  tensors.set('head.roots', tensorOf(head.roots));
  tensors.set('head.feature', tensorOf(head.feature));
  tensors.set('head.threshold', tensorOf(head.threshold));
  tensors.set('head.left', tensorOf(head.left));
  tensors.set('head.right', tensorOf(head.right));
  tensors.set(
    'head.leafValues',
    tensorOf(head.leafValues, [head.leafValues.length / head.classes, head.classes]),
  );
}
