import type { ThreadCrew } from '@verdict/learn/threads';
import { checkBeforeTraining } from '../data/check-before-training.ts';
import { classNames } from '../data/class-names.ts';
import { dataVersion } from '../data/data-version.ts';
import { type DividedRows, divideRows } from '../data/divide-rows.ts';
import { readLabelledData } from '../data/labelled-data.ts';
import type { EngineContext } from '../thread/protocol.ts';
import type { TrainEvent } from './train-events.ts';
import type { DataFinding, TrainReport, TrainRequest } from './train-request.ts';

export interface TrainingData {
  readonly rows: DividedRows;
  readonly classes: readonly string[];
  readonly version: string;
  readonly rowCount: number;
  readonly classRows: TrainReport['data']['classes'];
  readonly findings: readonly DataFinding[];
  /** Of a file of test rows. */
  readonly test: TrainReport['test_data'];
}

/** The strings of the file live in here only: once they are packed, nothing holds them. */
export async function readTrainingData(
  crew: ThreadCrew,
  request: TrainRequest,
  { report, signal }: EngineContext<TrainEvent>,
): Promise<TrainingData> {
  const onProgress = (fraction: number): void => report({ kind: 'progress', stage: 'read', fraction });
  const { text, label, holdout, seed } = request;
  const data = await readLabelledData({ path: request.data, text, label }, { signal, onProgress });
  const test =
    request.test === null
      ? null
      : await readLabelledData({ path: request.test, text, label }, { signal, onProgress });
  const findings = checkBeforeTraining(data, test);
  const classes = classNames(data.labels);
  const counts = new Map<string, number>();
  for (const name of data.labels) counts.set(name, (counts.get(name) ?? 0) + 1);
  const classRows = classes.map((name) => ({ label: name, rows: counts.get(name) ?? 0 }));
  report({
    kind: 'data',
    data: {
      path: data.path,
      rows: data.texts.length,
      classes: classRows,
      notes: [
        ...data.notes,
        ...findings.filter(({ severity }) => severity === 'note').map(({ message }) => message),
      ],
      warnings: findings.filter(({ severity }) => severity === 'warn').map(({ message }) => message),
    },
  });
  return {
    rows: divideRows({ data, classes, test, holdout, seed, allocate: crew.allocate }),
    classes,
    version: dataVersion(data.texts, data.labels),
    rowCount: data.texts.length,
    classRows,
    findings: findings.map(({ kind, severity, message }) => ({ kind, severity, message })),
    test: test && { version: dataVersion(test.texts, test.labels), rows: test.texts.length },
  };
}
