import type { TokenFacts } from '../features/describe-tokens.ts';
import { histogram, lengthEdges, type Profile, shareEdges } from '../model/profile.ts';
import { type Texts, textOf } from '../texts.ts';

export interface ProfileInput {
  readonly texts: Texts;
  readonly labels: Int32Array;
  readonly classes: number;
  readonly tokens: TokenFacts;
  readonly outOfFold: { readonly probabilities: Float64Array; readonly predicted: Int32Array } | null;
}

export function profileTexts({ texts, labels, classes, tokens, outOfFold }: ProfileInput): Profile {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  const characters = Float64Array.from(labels, (_, row) => textOf(texts, row).length);
  const confidence =
    outOfFold &&
    Float64Array.from(outOfFold.predicted, (k, row) => outOfFold.probabilities[row * classes + k]);
  return {
    rows: texts.length,
    labelShares: counts.map((count) => count / labels.length),
    characters: histogram(characters, lengthEdges),
    tokens: histogram(tokens.counts, lengthEdges),
    knownShare: histogram(tokens.knownShares, shareEdges),
    confidence: confidence && histogram(confidence, shareEdges),
    topTokens: tokens.top,
  };
}
