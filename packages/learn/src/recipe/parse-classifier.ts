import type {
  ClassifierOptions,
  ClassWeights,
  LinearSvmOptions,
  LogisticRegressionOptions,
  NaiveBayesOptions,
  RandomForestOptions,
} from '../classify/classifier.ts';
import {
  aboveZero,
  contradiction,
  isRecord,
  listOf,
  numberWhere,
  oneOf,
  type Parse,
  recordOf,
  refusal,
  whole,
} from './parse-fields.ts';

const weightList = listOf(aboveZero, 2, 100_000, 'class weights');

const classWeights: Parse<ClassWeights> = (value, path) => {
  if (value === 'balanced') return value;
  if (!Array.isArray(value)) throw refusal(path, value, '"balanced" or one number above 0 a class');
  return weightList(value, path);
};

const candidates: Parse<'sqrt' | number> = (value, path) => {
  if (value === 'sqrt') return value;
  if (!Number.isInteger(value) || Number(value) < 1)
    throw refusal(path, value, '"sqrt" or a whole number of columns from 1');
  return Number(value);
};

/** c and alpha beyond this are infinity in all but name, and margins overflow. */
const strength = numberWhere((n) => n > 0 && n <= 1e9, 'a number above 0 and up to 1e9');
const solving = {
  classWeights,
  tolerance: numberWhere((n) => n > 0 && n < 1, 'a number above 0 and below 1'),
  maxIterations: whole(1),
};

const logisticRegression = recordOf<LogisticRegressionOptions>(
  'a logistic-regression',
  { kind: oneOf('logistic-regression'), c: strength, ...solving },
  ['c'],
);

const linearSvmFields = recordOf<LinearSvmOptions>(
  'a linear-svm',
  {
    kind: oneOf('linear-svm'),
    c: strength,
    loss: oneOf('hinge', 'squared-hinge'),
    solver: oneOf('dual', 'primal'),
    ...solving,
  },
  ['c'],
);

const linearSvm: Parse<LinearSvmOptions> = (value, path) => {
  const options = linearSvmFields(value, path);
  if (options.loss === 'hinge' && options.solver === 'primal') {
    throw contradiction(
      `${path}.solver`,
      'is "primal" and needs a smooth loss, and the loss is "hinge"; give the solver "dual" or the loss "squared-hinge"',
    );
  }
  return options;
};

const naiveBayes = recordOf<NaiveBayesOptions>(
  'a naive Bayes classifier',
  { kind: oneOf('multinomial-naive-bayes', 'complement-naive-bayes'), alpha: strength, classWeights },
  [],
);

const randomForest = recordOf<RandomForestOptions>(
  'a random-forest',
  {
    kind: oneOf('random-forest'),
    trees: whole(1, 10_000),
    candidates,
    maxDepth: whole(1),
    minLeaf: whole(1),
    classWeights,
  },
  [],
);

const kinds: { readonly [K in ClassifierOptions['kind']]: Parse<ClassifierOptions> } = {
  'logistic-regression': logisticRegression,
  'linear-svm': linearSvm,
  'multinomial-naive-bayes': naiveBayes,
  'complement-naive-bayes': naiveBayes,
  'random-forest': randomForest,
};
const kind = oneOf(...(Object.keys(kinds) as ClassifierOptions['kind'][]));

export const parseClassifier: Parse<ClassifierOptions> = (value, path) => {
  if (!isRecord(value)) throw refusal(path, value, 'a classifier as an object with its kind');
  return kinds[kind(value.kind, `${path}.kind`)](value, path);
};
