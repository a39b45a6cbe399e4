/** The rules of the judge as people name them. */
export const ruleNames: Readonly<Record<string, string>> = {
  rows: 'enough rows',
  unseen: 'unseen rows',
  classes: 'labels kept',
  accuracy: 'accuracy',
  significance: 'no sure loss',
  macro_f1: 'macro F1',
  slice: 'every slice',
  ece: 'calibration',
  log_loss: 'log loss',
  size: 'size',
  latency: 'latency',
};
