import type { ThresholdGoal } from '../calibrate/tune-threshold.ts';
import type { UnsureTarget } from '../calibrate/unsure-band.ts';
import { type Change, changedName, changeRecipe, namedRecipe, spellOut } from './parse-changes.ts';
import { parseClassifier } from './parse-classifier.ts';
import { parseFeatureSet } from './parse-features.ts';
import {
  choiceOf,
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
import type { Recipe } from './recipe.ts';

const longestName = 200;

const recipeName: Parse<string> = (value, path) => {
  const isName = typeof value === 'string' && value.trim() === value && /^\P{Cc}+$/u.test(value);
  if (!isName || value.length > longestName)
    throw refusal(path, value, `a name of 1 to ${longestName} characters, without space around it`);
  return value;
};

const className: Parse<string> = (value, path) => {
  if (typeof value !== 'string' || value === '') throw refusal(path, value, "a class's label as text");
  return value;
};

const shareOrNone = numberWhere((n) => n >= 0 && n <= 1, 'a number from 0 to 1');
const wanted = numberWhere((n) => n > 0 && n <= 1, 'a number above 0 and up to 1');

const goal: Parse<ThresholdGoal> = (value, path) => {
  if (value === 'f1' || value === 'macro-f1') return value;
  return choiceOf<{ readonly precision: number }>('"f1", "macro-f1" or {"precision": a share}', {
    precision: wanted,
  })(value, path);
};
const thresholdGoal = recordOf<{ readonly goal: ThresholdGoal }>('a threshold', { goal }, ['goal']);

const threshold: Parse<NonNullable<Recipe['threshold']>> = (value, path) => {
  if (isRecord(value)) return thresholdGoal(value, path);
  return numberWhere((n) => n > 0 && n < 1, 'a probability above 0 and below 1, or {"goal": "f1"}')(
    value,
    path,
  );
};

const unsureTarget = choiceOf<UnsureTarget>('{"share": of all rows} or {"accuracy": of the sure ones}', {
  share: shareOrNone,
  accuracy: wanted,
});

const unsure: Parse<NonNullable<Recipe['unsure']>> = (value, path) => {
  if (isRecord(value)) return unsureTarget(value, path);
  return numberWhere(
    (n) => n >= 0 && n <= 1,
    'a probability from 0 to 1, {"share": of all rows} or {"accuracy": of the sure ones}',
  )(value, path);
};

const shape = recordOf<Recipe>(
  'a recipe',
  {
    name: recipeName,
    // A union of more sets than this has not been seen to help; each costs a matrix of its own.
    features: listOf(parseFeatureSet, 1, 8, 'feature sets'),
    classifier: parseClassifier,
    calibration: oneOf('temperature', 'sigmoid', 'isotonic', 'none'),
    // Every fold is one more fit.
    folds: whole(2, 20),
    positive: className,
    threshold,
    unsure,
  },
  ['name', 'features', 'classifier', 'calibration'],
);

/**
 * JSON to a recipe: all of it written out, or `{"base": "nb-logreg", "classifier": {"c": 4}, "features.0.minDf": 2}`,
 * a named recipe with changes by path (see changeRecipe). Without a name of its own such a recipe is called
 * after its changes.
 */
export function parseRecipe(value: unknown): Recipe {
  const recipe = shape(isRecord(value) && Object.hasOwn(value, 'base') ? fromBase(value) : value, '');
  const { kind } = recipe.classifier;
  const signed = recipe.features.findIndex((set) => set.ratio !== undefined);
  if (signed >= 0 && (kind === 'multinomial-naive-bayes' || kind === 'complement-naive-bayes')) {
    throw contradiction(
      `features.${signed}.ratio`,
      `makes columns negative, which ${kind} cannot count; leave ratio out, or give another classifier`,
    );
  }
  return recipe;
}

function fromBase({ base, name, ...fields }: Readonly<Record<string, unknown>>): unknown {
  const recipe = namedRecipe(base, 'base');
  const given = Object.entries(fields).filter(
    (change): change is [string, unknown] => change[1] !== undefined,
  );
  const changes: readonly Change[] = spellOut(recipe, given);
  return changeRecipe(recipe, [...changes, ['name', name ?? changedName(recipe.name, changes)]]);
}
