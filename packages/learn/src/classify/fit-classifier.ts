import type { ClassifierModel, ClassifierOptions, FitContext, Fitted, TrainingSet } from './classifier.ts';
import { fitLinearSvm } from './linear-svm.ts';
import { fitLogisticRegression } from './logistic-regression.ts';
import { fitNaiveBayes } from './naive-bayes.ts';
import { fitRandomForest } from './random-forest.ts';

export function fitClassifier(
  data: TrainingSet,
  options: ClassifierOptions,
  context: FitContext,
): Fitted<ClassifierModel> {
  switch (options.kind) {
    case 'logistic-regression':
      return fitLogisticRegression(data, options, context);
    case 'linear-svm':
      return fitLinearSvm(data, options, context);
    case 'multinomial-naive-bayes':
    case 'complement-naive-bayes':
      return fitNaiveBayes(data, options, context);
    case 'random-forest':
      return fitRandomForest(data, options, context);
  }
}
