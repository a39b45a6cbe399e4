import type { CountedSet } from '../features/build-features.ts';
import { histogram, lengthEdges, type Profile, shareEdges } from '../model/profile.ts';
import type { TextPack } from '../text/text-pack.ts';
import { createTokenTable, tokenText } from '../text/token-table.ts';
import { createTokenBuffer, createTokenizer } from '../text/tokenizer.ts';

export interface ProfileInput {
  readonly texts: TextPack;
  readonly labels: Int32Array;
  readonly classes: number;
  /** The first feature set: its tokens are the ones that are described. */
  readonly set: CountedSet;
  readonly outOfFold: { readonly probabilities: Float64Array; readonly predicted: Int32Array } | null;
}

/** A profile of more texts than this says nothing new; it is taken from every n-th. */
const mostRows = 20_000;
const topTokens = 200;

export function profileTexts(input: ProfileInput): Profile {
  const { texts, labels, classes, set, outOfFold } = input;
  const step = Math.max(1, Math.ceil(texts.count / mostRows));
  const sampled = Math.ceil(texts.count / step);
  const { part: _, ...options } = set.options;
  const table = createTokenTable(1 << 14);
  const tokenizer = createTokenizer(options, table, 'learn');
  const buffer = createTokenBuffer();
  const characters = new Float64Array(sampled);
  const tokens = new Float64Array(sampled);
  const idsOfRow: Int32Array[] = [];
  let rowsWith = new Int32Array(1 << 14);
  let lastRow = new Int32Array(1 << 14);
  for (let i = 0; i < sampled; i++) {
    const row = i * step;
    tokenizer.read(texts.units, texts.starts[row], texts.starts[row + 1], buffer);
    characters[i] = texts.starts[row + 1] - texts.starts[row];
    tokens[i] = buffer.count;
    const ids = buffer.ids.slice(0, buffer.count);
    idsOfRow.push(ids);
    for (const id of ids) {
      if (id < 0) continue;
      if (id >= rowsWith.length) {
        rowsWith = widen(rowsWith, id);
        lastRow = widen(lastRow, id);
      }
      if (lastRow[id] === i + 1) continue;
      lastRow[id] = i + 1;
      rowsWith[id]++;
    }
  }
  const known = idsOfRow.map((ids) => {
    let shared = 0;
    for (const id of ids) if (id >= 0 && rowsWith[id] > 1) shared++;
    return ids.length === 0 ? 1 : shared / ids.length;
  });
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  const confidence = outOfFold?.predicted ? confidences(outOfFold, classes) : null;
  const byRows = Array.from({ length: table.count }, (_unused, id) => id).sort(
    (a, b) => rowsWith[b] - rowsWith[a] || a - b,
  );
  return {
    rows: texts.count,
    labelShares: counts.map((count) => count / labels.length),
    characters: histogram(characters, lengthEdges),
    tokens: histogram(tokens, lengthEdges),
    knownShare: histogram(known, shareEdges),
    confidence: confidence && histogram(confidence, shareEdges),
    topTokens: byRows
      .slice(0, topTokens)
      .map((id) => ({ token: tokenText(table, id), share: rowsWith[id] / sampled })),
  };
}

function confidences(outOfFold: NonNullable<ProfileInput['outOfFold']>, classes: number): Float64Array {
  const { predicted, probabilities } = outOfFold;
  return Float64Array.from(predicted, (k, row) => probabilities[row * classes + k]);
}

function widen(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(array.length * 2, least + 1));
  wider.set(array);
  return wider;
}
