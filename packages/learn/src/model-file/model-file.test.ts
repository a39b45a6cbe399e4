import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sentences } from '../../test/small-corpus.ts';
import { quantisedModel, type SmallRecipe, smallModel } from '../../test/small-models.ts';
import type { Model } from '../model/model.ts';
import { createPredictor } from '../model/predictor.ts';
import { selfTest } from '../model/self-test.ts';
import { createRandom } from '../random.ts';
import { createCrc32 } from './crc32.ts';
import { decodeModel } from './decode-model.ts';
import { checksumStart, encodeModel } from './encode-model.ts';
import { decodeTensors, encodeTensors, type Tensor, type TensorFile } from './safetensors.ts';
import { tensorOf } from './typed-tensors.ts';

const shapes: readonly (readonly [SmallRecipe, number])[] = [
  ['plain', 2],
  ['plain', 4],
  ['union', 2],
  ['union', 3],
  ['hashed', 2],
  ['forest', 2],
  ['forest', 3],
  ['counts', 4],
];
const texts = [
  '',
  'warm and gripping, not dull!',
  '🙂 \ud800',
  ...sentences(40, 4, 77).map(({ text }) => text),
];

function expectSameModel(found: Model, expected: Model): void {
  const [one, other] = [createPredictor(found), createPredictor(expected)];
  for (const text of texts) expect(one.predict(text)).toEqual(other.predict(text));
  expect(encodeModel(found)).toEqual(encodeModel(expected));
}

describe.each(shapes)('the file of a model: %s, %i classes', (recipe, classes) => {
  let model: Model;
  beforeAll(async () => {
    model = await smallModel(recipe, classes);
  });

  it('gives back the same answers and the same bytes', () => {
    const found = decodeModel(encodeModel(model));
    expectSameModel(found, model);
    expect(found.facts).toEqual(model.facts);
    expect(selfTest(found).passed).toBe(true);
  });

  it('gives them back from any place in memory', () => {
    const file = encodeModel(model);
    const within = new Uint8Array(file.length + 3);
    within.set(file, 3);
    expectSameModel(decodeModel(within.subarray(3)), model);
  });

  it('gives them back where numbers are kept as one byte each', () => {
    if (model.head.kind === 'forest') return;
    const small = quantisedModel(model);
    expect(small.sets.every(({ precision }) => precision === 'int8')).toBe(true);
    const found = decodeModel(encodeModel(small));
    expectSameModel(found, small);
    expectSameModel(quantisedModel(found), small);
  });
});

describe('a damaged file', () => {
  let file: Uint8Array;
  const refusal = (bytes: Uint8Array): string => {
    try {
      decodeModel(bytes);
      return 'accepted';
    } catch (error) {
      return (error as { code?: string }).code ?? String(error);
    }
  };
  beforeAll(async () => {
    file = encodeModel(await smallModel('counts'));
  });

  it('is refused wherever it is cut off', () => {
    for (let length = 0; length < file.length; length++) {
      const code = refusal(file.subarray(0, length));
      if (code !== 'MODEL_DAMAGED') expect(`${code} at ${length}`).toBe('MODEL_DAMAGED');
    }
  });

  it('is refused with more bytes than it had', () => {
    const longer = new Uint8Array(file.length + 1);
    longer.set(file);
    expect(refusal(longer)).toBe('MODEL_DAMAGED');
  });

  it('is refused whichever byte is changed', () => {
    const random = createRandom('flips');
    const bytes = file.slice();
    for (let at = 0; at < bytes.length; at++) {
      bytes[at] ^= 1 << random.below(8);
      const code = refusal(bytes);
      // A changed format version or name reads as another format, which must be said before any checksum is trusted.
      if (!['MODEL_DAMAGED', 'MODEL_INVALID', 'MODEL_NEWER'].includes(code)) {
        expect(`${code} at ${at}`).toBe('MODEL_DAMAGED');
      }
      bytes[at] = file[at];
    }
    expect(refusal(bytes)).toBe('accepted');
  });

  it('is refused with every bit of its beginning changed', () => {
    const bytes = file.slice();
    for (let bit = 0; bit < 8 * 300; bit++) {
      bytes[bit >> 3] ^= 1 << (bit & 7);
      expect(refusal(bytes)).toMatch(/^MODEL_/);
      bytes[bit >> 3] = file[bit >> 3];
    }
  });

  it.each([
    ['an empty file', new Uint8Array(0), 'MODEL_DAMAGED'],
    ['a text', new TextEncoder().encode('label,text\nspam,win a prize'), 'MODEL_INVALID'],
    ['zeros', new Uint8Array(4096), 'MODEL_DAMAGED'],
    ['a zip', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), 'MODEL_INVALID'],
    [
      'safetensors of somebody else',
      encodeTensors({ metadata: { format: 'pt' }, tensors: new Map([['w', tensorOf(new Float32Array(4))]]) }),
      'MODEL_INVALID',
    ],
  ])('is refused: %s', (_, bytes, code) => {
    expect(refusal(bytes)).toBe(code);
  });
});

/** As a forger would: the content changed, the checksum made right again. */
function forged(
  file: Uint8Array,
  change: (content: { metadata: Record<string, string>; tensors: Map<string, Tensor> }) => void,
): Uint8Array {
  const { metadata, tensors } = decodeTensors(file);
  const content = { metadata: { ...metadata, checksum: '00000000' }, tensors: new Map(tensors) };
  change(content);
  const bytes = encodeTensors(content as TensorFile);
  bytes.set(new TextEncoder().encode(crc32(bytes).toString(16).padStart(8, '0')), checksumStart);
  return bytes;
}

type Change = Parameters<typeof forged>[1];

const field =
  (name: string, value: unknown): Change =>
  ({ metadata }) => {
    metadata[name] = JSON.stringify(value);
  };
const patched =
  (name: string, patch: object): Change =>
  ({ metadata }) => {
    metadata[name] = JSON.stringify({ ...JSON.parse(metadata[name]), ...patch });
  };
const float = (name: string, at: number, value: number): Change =>
  changed(name, (view) => view.setFloat32(at * 4, value, true));
const int = (name: string, at: number, value: number): Change =>
  changed(name, (view) => view.setInt32(at * 4, value, true));
const byte = (name: string, at: number, value: number): Change =>
  changed(name, (view) => view.setUint8(at, value));
const shorter =
  (name: string): Change =>
  ({ tensors }) => {
    const { dtype, bytes } = tensors.get(name) as Tensor;
    const width = dtype === 'F64' ? 8 : dtype === 'U8' ? 1 : 4;
    tensors.set(name, { dtype, shape: [bytes.length / width - 1], bytes: bytes.slice(0, -width) });
  };
const longer =
  (name: string): Change =>
  ({ tensors }) => {
    const { dtype, bytes } = tensors.get(name) as Tensor;
    const width = dtype === 'F64' ? 8 : dtype === 'U8' ? 1 : 4;
    const more = new Uint8Array(bytes.length + width);
    more.set(bytes);
    tensors.set(name, { dtype, shape: [more.length / width], bytes: more });
  };
const without =
  (name: string): Change =>
  ({ tensors }) => {
    tensors.delete(name);
  };

function changed(name: string, write: (view: DataView) => void): Change {
  return ({ tensors }) => {
    const tensor = tensors.get(name) as Tensor;
    const bytes = tensor.bytes.slice();
    write(new DataView(bytes.buffer));
    tensors.set(name, { ...tensor, bytes });
  };
}

const forgeries: Readonly<Record<'plain' | 'hashed' | 'forest', readonly (readonly [string, Change])[]>> = {
  plain: [
    ['no classes', field('classes', [])],
    ['one class', field('classes', ['only'])],
    ['a class more', field('classes', ['a', 'b', 'c'])],
    ['classes that are numbers', field('classes', [0, 1])],
    ['the same class twice', field('classes', ['a', 'a'])],
    ['classes that are a text', field('classes', 'ab')],
    ['a positive class that is not there', field('positive', 2)],
    ['half a positive class', field('positive', 0.5)],
    ['a threshold that is a text', field('threshold', '0.5')],
    ['no bound for unsure', field('unsureBelow', null)],
    ['a recipe that is null', field('recipe', null)],
    ['a recipe without features', patched('recipe', { features: [] })],
    [
      'a recipe with a set too many',
      ({ metadata }) => {
        const recipe = JSON.parse(metadata.recipe);
        metadata.recipe = JSON.stringify({ ...recipe, features: [...recipe.features, recipe.features[0]] });
      },
    ],
    ['a recipe that leans on another', field('recipe', { base: 'nb-logreg' })],
    [
      'n-grams of a billion tokens',
      ({ metadata }) => {
        metadata.recipe = metadata.recipe.replace('[1,3]', '[1,1000000000]');
      },
    ],
    [
      'n-grams of no tokens',
      ({ metadata }) => {
        metadata.recipe = metadata.recipe.replace('[1,3]', '[0,3]');
      },
    ],
    [
      'other n-grams than the file has',
      ({ metadata }) => {
        metadata.recipe = metadata.recipe.replace('[1,3]', '[1,2]');
      },
    ],
    ['a billion levels', field('sets', [{ levels: 1e9, precision: 'float32', most: [0, 0] }])],
    ['no facts of its sets', field('sets', [])],
    ['a set of unknown precision', field('sets', [{ levels: 2, precision: 'int4', most: [0, 0] }])],
    ['bytes without their largest', field('sets', [{ levels: 2, precision: 'int8' }])],
    ['a head of no kind', field('head', {})],
    ['a head that is null', field('head', null)],
    ['more outputs than classes', field('head', { kind: 'linear', outputs: 2 })],
    ['a billion outputs', field('head', { kind: 'linear', outputs: 1e9 })],
    ['a calibration of no kind', field('calibration', {})],
    ['a calibration that turns answers round', field('calibration', { kind: 'temperature', scale: -1 })],
    [
      'a calibration for other classes',
      field('calibration', { kind: 'sigmoid', slopes: [1, 1], offsets: [0, 0] }),
    ],
    ['facts that are null', field('facts', null)],
    ['no golden rows', patched('facts', { golden: null })],
    ['golden rows without scores', patched('facts', { golden: [{ text: 'a', scores: [1] }] })],
    ['golden rows of no text', patched('facts', { golden: [{ text: 1, scores: [0.5, 0.5] }] })],
    ['a field that is missing', ({ metadata }) => void delete metadata.sets],
    [
      'a field that is no JSON',
      ({ metadata }) => {
        metadata.facts = '{';
      },
    ],
    [
      'no version',
      ({ metadata }) => {
        metadata.version = '';
      },
    ],
    [
      'a version that is a word',
      ({ metadata }) => {
        metadata.version = 'one';
      },
    ],
    ['a weight that is no number', float('set.0.weights', 3, Number.NaN)],
    ['an infinite scale', float('set.0.scales', 0, Number.POSITIVE_INFINITY)],
    [
      'an intercept that is no number',
      changed('head.intercepts', (view) => view.setFloat64(0, Number.NaN, true)),
    ],
    ['an intercept too many', longer('head.intercepts')],
    ['an empty token', byte('set.0.tokens.lengths', 0, 0)],
    ['a token longer than any', byte('set.0.tokens.lengths', 0, 255)],
    ['a token less', shorter('set.0.tokens.lengths')],
    ['a character less', shorter('set.0.tokens.units')],
    ['a character more', longer('set.0.tokens.units')],
    ['more n-grams than there is room for', byte('set.0.level.2.children', 0, 127)],
    [
      'a number that does not end',
      ({ tensors }) => {
        const bytes = new Uint8Array((tensors.get('set.0.level.3.lasts') as Tensor).bytes.length).fill(0xff);
        tensors.set('set.0.level.3.lasts', tensorOf(bytes));
      },
    ],
    [
      'an n-gram of a token that is not there',
      ({ tensors }) => {
        const bytes = new Uint8Array((tensors.get('set.0.level.2.lasts') as Tensor).bytes.length).fill(0x7f);
        tensors.set('set.0.level.2.lasts', tensorOf(bytes));
      },
    ],
    ['a byte left over in a level', longer('set.0.level.2.lasts')],
    ['a count left over in a level', longer('set.0.level.3.children')],
    ['weights of another length', shorter('set.0.weights')],
    ['scales of another length', longer('set.0.scales')],
    [
      'weights of another type',
      ({ tensors }) => {
        const { bytes } = tensors.get('set.0.weights') as Tensor;
        tensors.set('set.0.weights', { dtype: 'I32', shape: [bytes.length / 4], bytes });
      },
    ],
    ['no weights', without('set.0.weights')],
    ['no tokens', without('set.0.tokens.lengths')],
  ],
  hashed: [
    [
      'fewer columns than its bits say',
      ({ metadata }) => {
        metadata.recipe = metadata.recipe.replace('"hashBits":8', '"hashBits":20');
      },
    ],
    [
      'more bits than memory',
      ({ metadata }) => {
        metadata.recipe = metadata.recipe.replace('"hashBits":8', '"hashBits":40');
      },
    ],
    ['a weight that is no number', float('set.0.weights', 255, Number.NaN)],
    ['levels where there is no tree', field('sets', [{ levels: 1, precision: 'float32', most: [0, 0] }])],
  ],
  forest: [
    ['a tree that begins before its nodes', int('head.roots', 0, -1)],
    ['a tree that begins behind its nodes', int('head.roots', 1, 1_000_000)],
    ['no trees', ({ tensors }) => void tensors.set('head.roots', tensorOf(new Int32Array(0)))],
    ['a node that leads to itself', int('head.left', 0, 0)],
    ['a node that leads back', int('head.right', 0, 0)],
    ['a node that leads outside', int('head.right', 0, 1_000_000)],
    ['a node that leads before all', int('head.left', 0, -5)],
    ['a cut of a column that is not there', int('head.feature', 0, 1_000_000)],
    ['a cut of no column', int('head.feature', 0, -2)],
    ['a cut at no number', float('head.threshold', 0, Number.NaN)],
    ['a share that is no number', float('head.leafValues', 0, Number.NaN)],
    ['a share above one', float('head.leafValues', 0, 2)],
    [
      'fewer shares than leaves',
      ({ tensors }) => void tensors.set('head.leafValues', tensorOf(new Float32Array(2))),
    ],
    ['fewer thresholds than nodes', shorter('head.threshold')],
    ['fewer children than nodes', shorter('head.left')],
    ['other classes', patched('head', { classes: 3 })],
    ['a billion columns', patched('head', { columns: 1e9 })],
    ['a linear head', field('head', { kind: 'linear', outputs: 1 })],
  ],
};

describe.each(Object.entries(forgeries))('a forged file is refused at once, %s', (recipe, changes) => {
  let file: Uint8Array;
  beforeAll(async () => {
    file = encodeModel(await smallModel(recipe as SmallRecipe));
  });

  it('unless nothing was changed', () => {
    expect(encodeModel(decodeModel(forged(file, () => {})))).toEqual(file);
  });

  it.each(changes)('%s', (_, change) => {
    const bytes = forged(file, change);
    expect(bytes).not.toEqual(file);
    const started = performance.now();
    expect(() => decodeModel(bytes)).toThrow(
      expect.objectContaining({
        name: 'LearnError',
        code: expect.stringMatching(/^MODEL_(INVALID|DAMAGED)$/),
      }),
    );
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a file of a newer format', () => {
  it('is refused as newer, whatever else it holds', async () => {
    const file = encodeModel(await smallModel('counts'));
    const newer = forged(file, ({ metadata }) => {
      metadata.version = '2';
    });
    expect(() => decodeModel(newer)).toThrow(expect.objectContaining({ code: 'MODEL_NEWER' }));
  });
});

describe('the checksum', () => {
  it('is zlib’s CRC-32, whole and in pieces', () => {
    const crc = createCrc32();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat({ max: 70 }), (bytes, cut) => {
        expect(crc(bytes)).toBe(crc32(bytes));
        expect(crc(bytes.subarray(cut), crc(bytes.subarray(0, cut)))).toBe(crc32(bytes));
      }),
    );
  });
});

describe('the tensor container', () => {
  it('begins every tensor at a multiple of its width, and its data at a multiple of 8', () => {
    const tensors = new Map([
      ['bytes', tensorOf(Uint8Array.of(1, 2, 3))],
      ['doubles', tensorOf(Float64Array.of(0.5))],
      ['ints', tensorOf(Int32Array.of(-7, 8))],
    ]);
    const file = encodeTensors({ metadata: { a: 'ß' }, tensors });
    const found = decodeTensors(file);
    expect(found.metadata).toEqual({ a: 'ß' });
    expect([...found.tensors.keys()]).toEqual(['doubles', 'ints', 'bytes']);
    expect(new DataView(file.buffer).getUint32(0, true) % 8).toBe(0);
    for (const [name, { bytes, dtype, shape }] of found.tensors) {
      const width = { F64: 8, I32: 4, U8: 1 }[dtype as 'F64' | 'I32' | 'U8'];
      expect(bytes.byteOffset % width).toBe(0);
      expect(bytes).toEqual(tensors.get(name)?.bytes);
      expect(shape).toEqual(tensors.get(name)?.shape);
    }
  });
});
