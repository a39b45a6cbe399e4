import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { alternate } from './alternate.ts';
import { type PeerProgram, peerEvaluate, peerTrain, verdictEvaluate, verdictTrain } from './command-lines.ts';
import { type ContestFigures, contestFigures } from './contest-figures.ts';
import { seconds } from './markdown.ts';
import { type CommandLine, commandText, measureCommand } from './measure-command.ts';
import { places } from './places.ts';

export interface Contestants {
  readonly name: string;
  readonly recipe: string;
  readonly program: PeerProgram;
  readonly data: string;
  readonly pairs: number;
  readonly python: string;
  readonly say: (line: string) => void;
}

export interface ContestResult {
  readonly train: ContestFigures;
  readonly evaluate: ContestFigures;
  /** On the rows trained on: no measure of quality, only that both sides did the work. */
  readonly trainingAccuracy: { readonly ours: number; readonly peer: number };
  readonly commands: readonly string[];
}

/** Trains in turn, then judges the models on the same rows in turn. */
export async function trainAndEvaluate(of: Contestants): Promise<ContestResult> {
  const folder = join(places.work, 'models');
  await mkdir(folder, { recursive: true });
  const { data, python, program, recipe } = of;
  const own = join(folder, `${of.name}.verdict`);
  const other = join(folder, `${of.name}.peer`);
  const train = await contest(of, 'train', {
    ours: verdictTrain(recipe, { data, out: own }),
    peer: peerTrain(python, program, { data, out: other }),
  });
  const evaluate = await contest(of, 'evaluate', {
    ours: verdictEvaluate({ model: own, data }),
    peer: peerEvaluate(python, program, { model: other, data }),
  });
  const [ours, peer] = [evaluate.runs.ours[0].output, evaluate.runs.peer[0].output];
  return {
    train: contestFigures(train.runs),
    evaluate: contestFigures(evaluate.runs),
    trainingAccuracy: {
      ours: (ours as { metrics: { accuracy: number } }).metrics.accuracy,
      peer: (peer as { accuracy: number }).accuracy,
    },
    commands: [...train.commands, ...evaluate.commands],
  };
}

async function contest(
  { name, pairs, python, say }: Contestants,
  what: string,
  lines: { readonly ours: CommandLine; readonly peer: CommandLine },
) {
  const runs = await alternate({
    ours: () => measureCommand(python, lines.ours),
    peer: () => measureCommand(python, lines.peer),
    pairs,
    onRun: (who, pair, cost) => {
      const which = pair === 0 ? 'uncounted' : `pair ${pair} of ${pairs}`;
      say(`${name} ${what}, ${which}: ${who} ${seconds(cost.seconds)}`);
    },
  });
  return { runs, commands: [commandText(lines.ours), commandText(lines.peer)] };
}
