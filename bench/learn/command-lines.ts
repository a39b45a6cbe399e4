import type { CommandLine } from './measure-command.ts';
import { peer, verdictLauncher } from './places.ts';

interface TrainFiles {
  readonly data: string;
  readonly out: string;
}

interface EvaluateFiles {
  readonly model: string;
  readonly data: string;
}

export function verdictTrain(recipe: string, { data, out }: TrainFiles): CommandLine {
  const options = ['--data', data, '--recipe', recipe, '--holdout', '0', '--out', out, '--json'];
  return [process.execPath, verdictLauncher, 'train', ...options];
}

export function verdictEvaluate({ model, data }: EvaluateFiles): CommandLine {
  return [process.execPath, verdictLauncher, 'evaluate', model, '--data', data, '--json'];
}

/** What a peer's two scripts are called, and what training takes besides files. */
export interface PeerProgram {
  readonly train: string;
  readonly evaluate: string;
  readonly options: readonly string[];
}

/** `recipe` is a name of peers/recipes.py or a recipe as a JSON file. */
export function sklearn(recipe: string): PeerProgram {
  return { train: 'sklearn_train.py', evaluate: 'sklearn_evaluate.py', options: ['--recipe', recipe] };
}

export function fastText(): PeerProgram {
  return { train: 'fasttext_train.py', evaluate: 'fasttext_evaluate.py', options: [] };
}

export function liblinear(recipe: string): PeerProgram {
  return { train: 'liblinear_train.py', evaluate: 'liblinear_evaluate.py', options: ['--recipe', recipe] };
}

export function peerTrain(python: string, program: PeerProgram, { data, out }: TrainFiles): CommandLine {
  return [python, peer(program.train), ...program.options, '--data', data, '--out', out];
}

export function peerEvaluate(
  python: string,
  program: PeerProgram,
  { model, data }: EvaluateFiles,
  more: readonly string[] = [],
): CommandLine {
  return [python, peer(program.evaluate), model, '--data', data, ...more];
}
