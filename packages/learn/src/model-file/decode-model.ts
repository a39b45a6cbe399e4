import { parseCalibration } from '../calibrate/parse-calibration.ts';
import type { ForestModel } from '../classify/classifier.ts';
import { LearnError } from '../errors.ts';
import { gramCount } from '../features/gram-tree.ts';
import type { LinearHead, Model, ModelSet } from '../model/model.ts';
import { expanded } from '../model/quantise.ts';
import { createTokenTable } from '../text/token-table.ts';
import { createCrc32 } from './crc32.ts';
import {
  checksumStart,
  formatName,
  formatVersion,
  type HeadFacts,
  noChecksum,
  type SetFacts,
} from './encode-model.ts';
import { damaged, decodeTensors, type Tensor } from './safetensors.ts';
import { decodeTree } from './tree-bytes.ts';
import { readFloat32, readFloat64, readInt8, readInt32, readUint8 } from './typed-tensors.ts';
import { assertHeader, assertNumbers } from './validate-model.ts';

/** Refuses, with its reason, whatever `encodeModel` did not write or somebody changed since. Runs no code from the file. */
export function decodeModel(file: Uint8Array): Model {
  const { metadata, tensors } = decodeTensors(file);
  assertFormat(metadata);
  assertChecksum(file, metadata.checksum);
  const header = assertHeader({
    recipe: fieldOf(metadata, 'recipe'),
    classes: fieldOf(metadata, 'classes'),
    positive: fieldOf(metadata, 'positive'),
    threshold: fieldOf(metadata, 'threshold'),
    unsureBelow: fieldOf(metadata, 'unsureBelow'),
    facts: fieldOf(metadata, 'facts'),
    head: fieldOf(metadata, 'head'),
    sets: fieldOf(metadata, 'sets'),
  });
  const { recipe, classes, positive, threshold, unsureBelow, facts } = header;
  const outputs = classes.length === 2 ? 1 : classes.length;
  const sets = header.sets.map((set, index) =>
    readSet(
      tensors,
      `set.${index}`,
      set,
      recipe.features[index],
      header.head.kind === 'linear' ? outputs : 0,
    ),
  );
  const head = readHead(tensors, header.head);
  assertNumbers(sets, head);
  const calibration = parseCalibration(fieldOf(metadata, 'calibration'), outputs);
  return { recipe, classes, positive, sets, head, calibration, threshold, unsureBelow, facts };
}

function assertFormat(metadata: Readonly<Record<string, string>>): void {
  if (metadata.format !== formatName) {
    throw new LearnError(
      'MODEL_INVALID',
      'The file holds tensors but is no Verdict model; give a .verdict file that `verdict train` wrote.',
    );
  }
  const version = Number(metadata.version);
  if (!Number.isInteger(version) || version < 1) throw damaged(`its format version is ${metadata.version}`);
  if (version > formatVersion) {
    throw new LearnError(
      'MODEL_NEWER',
      `The model file has format ${version} and this Verdict reads up to ${formatVersion}; update Verdict.`,
    );
  }
}

function assertChecksum(file: Uint8Array, checksum: string): void {
  const crc = createCrc32();
  const end = checksumStart + noChecksum.length;
  const written = new TextDecoder().decode(file.subarray(checksumStart, end));
  const before = crc(file.subarray(0, checksumStart));
  const between = crc(new TextEncoder().encode(noChecksum), before);
  const found = crc(file.subarray(end), between).toString(16).padStart(8, '0');
  if (written !== checksum || found !== checksum) throw damaged('its checksum does not fit its content');
}

function fieldOf(metadata: Readonly<Record<string, string>>, name: string): unknown {
  try {
    return JSON.parse(metadata[name]);
  } catch (cause) {
    throw damaged(`its field ${name} is missing or not JSON`, cause);
  }
}

function readSet(
  tensors: ReadonlyMap<string, Tensor>,
  name: string,
  facts: SetFacts,
  options: ModelSet['options'],
  outputs: number,
): ModelSet {
  const tree = options.hashBits
    ? { tokens: createTokenTable(), levels: [] }
    : decodeTree({
        lengths: readUint8(tensors, `${name}.tokens.lengths`),
        units: readUint8(tensors, `${name}.tokens.units`),
        levels: Array.from({ length: facts.levels }, (_, index) => ({
          children: readUint8(tensors, `${name}.level.${index + 2}.children`),
          lasts: readUint8(tensors, `${name}.level.${index + 2}.lasts`),
        })),
      });
  const read = (tensor: string, most: number): Float32Array =>
    facts.precision === 'int8' ? expanded(readInt8(tensors, tensor), most) : readFloat32(tensors, tensor);
  const scales = read(`${name}.scales`, facts.most[0]);
  const weights = read(`${name}.weights`, facts.most[1]);
  const grams = options.hashBits ? 2 ** options.hashBits : gramCount(tree);
  if (scales.length !== grams || weights.length !== grams * outputs) {
    throw damaged(`its ${name} has ${grams} n-grams, ${scales.length} scales and ${weights.length} weights`);
  }
  return { options, tree, scales, weights, precision: facts.precision };
}

function readHead(tensors: ReadonlyMap<string, Tensor>, facts: HeadFacts): LinearHead | ForestModel {
  if (facts.kind === 'linear') {
    const intercepts = readFloat64(tensors, 'head.intercepts');
    if (intercepts.length !== facts.outputs) throw damaged('its head has other outputs than intercepts');
    return { kind: 'linear', outputs: facts.outputs, intercepts };
  }
  return {
    kind: 'forest',
    columns: facts.columns,
    classes: facts.classes,
    roots: readInt32(tensors, 'head.roots'),
    feature: readInt32(tensors, 'head.feature'),
    threshold: readFloat32(tensors, 'head.threshold'),
    left: readInt32(tensors, 'head.left'),
    right: readInt32(tensors, 'head.right'),
    leafValues: readFloat32(tensors, 'head.leafValues'),
  };
}
