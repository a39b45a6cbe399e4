import type { FeatureSetOptions, RatioOptions } from '../features/feature-set.ts';
import type { TokenOptions } from '../text/token-options.ts';
import {
  aboveZero,
  choiceOf,
  contradiction,
  flag,
  listOf,
  numberWhere,
  oneOf,
  type Parse,
  recordOf,
  refusal,
  whole,
  zeroOrMore,
} from './parse-fields.ts';

/** Longer grams are nearly all unique, and each length costs another pass over all texts. */
const longestGram = 6;

const ngrams: Parse<readonly [number, number]> = (value, path) => {
  const [from, to]: unknown[] = Array.isArray(value) && value.length === 2 ? value : [];
  const isBound = (n: unknown): n is number => Number.isInteger(n) && Number(n) >= 1;
  if (!isBound(from) || !isBound(to) || from > to || to > longestGram) {
    throw refusal(
      path,
      value,
      `the shortest and the longest n-gram, as [1, 2], of 1 to ${longestGram} tokens`,
    );
  }
  return Object.freeze([from, to] as const);
};

const stopWord: Parse<string> = (value, path) => {
  if (typeof value !== 'string' || value === '') throw refusal(path, value, 'a word');
  return value;
};
const stopWordList = listOf(stopWord, 1, 10_000, 'words');

const stopWords: Parse<'english' | readonly string[]> = (value, path) => {
  if (value === 'english') return value;
  if (!Array.isArray(value)) throw refusal(path, value, '"english" or a list of words');
  return stopWordList(value, path);
};

const shape = recordOf<FeatureSetOptions>(
  'a feature set',
  {
    tokens: oneOf('words', 'alphanumeric', 'words-and-punctuation', 'characters', 'characters-in-words'),
    lowercase: flag,
    stripBreaks: flag,
    minLength: whole(1, 64),
    stopWords,
    stem: oneOf('porter'),
    part: choiceOf<NonNullable<TokenOptions['part']>>('{"first": tokens} or {"last": tokens}', {
      first: whole(1),
      last: whole(1),
    }),
    ngrams,
    minDf: numberWhere(
      (n) => (n > 0 && n < 1) || (n >= 1 && Number.isInteger(n)),
      'a whole number of rows from 1, or a share of them above 0 and below 1',
    ),
    maxDf: numberWhere(
      (n) => (n > 0 && n <= 1) || (n > 1 && Number.isInteger(n)),
      'a share of the rows above 0 and up to 1, or a whole number of them from 2',
    ),
    maxFeatures: whole(1),
    // Below 2⁸ nearly everything collides; above 2²⁴ the columns alone take hundreds of megabytes a class.
    hashBits: whole(8, 24),
    tf: oneOf('binary', 'count', 'sublinear'),
    idf: flag,
    ratio: recordOf<RatioOptions>('a ratio', { alpha: aboveZero, floor: zeroOrMore }, ['alpha']),
    normalize: oneOf('l2', 'none'),
    gain: aboveZero,
  },
  ['tokens', 'ngrams'],
);

export const parseFeatureSet: Parse<FeatureSetOptions> = (value, path) => {
  const set = shape(value, path);
  assertTokensAgree(set, path);
  assertColumnsAgree(set, path);
  return set;
};

function assertTokensAgree(set: FeatureSetOptions, path: string): void {
  if (set.tokens !== 'characters' && set.tokens !== 'characters-in-words') return;
  for (const name of ['stopWords', 'stem', 'minLength'] as const) {
    if (set[name] !== undefined) {
      throw contradiction(
        `${path}.${name}`,
        `is about words and the tokens are "${set.tokens}"; leave ${name} out, or give a word tokeniser`,
      );
    }
  }
}

function assertColumnsAgree({ hashBits, minDf, maxDf, ...set }: FeatureSetOptions, path: string): void {
  if (hashBits !== undefined) {
    const counted = { minDf, maxDf, maxFeatures: set.maxFeatures };
    for (const [name, given] of Object.entries(counted)) {
      if (given === undefined) continue;
      throw contradiction(
        `${path}.hashBits`,
        `is ${hashBits} beside ${name} ${given}; give one of them, since hashed columns are all kept`,
      );
    }
  }
  if (minDf === undefined || maxDf === undefined) return;
  const bothShares = minDf < 1 && maxDf <= 1;
  const bothRows = minDf >= 1 && maxDf > 1;
  if ((bothShares || bothRows) && minDf > maxDf) {
    throw contradiction(`${path}.minDf`, `is ${minDf} and maxDf ${maxDf}; give a minDf of at most maxDf`);
  }
}
