import { describeClassifier } from '../testing/classifier-contract.ts';

/** Solvers that iterate are driven far, so that what is left is the contract's and not the stopping rule's. */
const far = { tolerance: 1e-10, maxIterations: 20_000 };
const convex = { tolerance: 1e-4, permutedRows: 'exact' } as const;
const closedForm = { tolerance: 1e-9, permutedRows: 'exact' } as const;
/** The bootstrap finds rows by their stretch of the summed weights, so repeated rows give the very same trees. */
const drawn = { tolerance: 0, permutedRows: 'in distribution' } as const;

describeClassifier('logistic regression', { kind: 'logistic-regression', c: 1, ...far }, convex);
describeClassifier(
  'logistic regression with balanced classes',
  { kind: 'logistic-regression', c: 0.5, classWeights: 'balanced', ...far },
  convex,
);
describeClassifier(
  'linear SVM, hinge',
  { kind: 'linear-svm', c: 1, loss: 'hinge', solver: 'dual', ...far },
  convex,
);
describeClassifier(
  'linear SVM, squared hinge, dual',
  { kind: 'linear-svm', c: 1, loss: 'squared-hinge', solver: 'dual', ...far },
  convex,
);
describeClassifier(
  'linear SVM, squared hinge, primal',
  { kind: 'linear-svm', c: 1, loss: 'squared-hinge', solver: 'primal', ...far },
  convex,
);
describeClassifier('multinomial naive Bayes', { kind: 'multinomial-naive-bayes', alpha: 0.5 }, closedForm);
describeClassifier(
  'multinomial naive Bayes with class weights',
  { kind: 'multinomial-naive-bayes', classWeights: 'balanced' },
  closedForm,
);
describeClassifier('complement naive Bayes', { kind: 'complement-naive-bayes', alpha: 0.5 }, closedForm);
describeClassifier('random forest', { kind: 'random-forest' }, drawn);
describeClassifier(
  'random forest, shallow, with balanced classes',
  { kind: 'random-forest', trees: 150, maxDepth: 6, minLeaf: 2, candidates: 5, classWeights: 'balanced' },
  drawn,
);
