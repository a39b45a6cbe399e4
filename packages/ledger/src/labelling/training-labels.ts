import type { Ledger } from '../ledger.ts';
import { settleFeedback } from '../predictions/feedback.store.ts';
import type { TrainingLabel } from './label-task.ts';
import { selectTrainingLabels, type TrainingLabelsWanted } from './label-tasks.store.ts';

/** Texts may have 100,000 characters each: so many are at most some tens of megabytes, and usually some hundred kB. */
const pageRows = 200;

/** What people said, by time of the prediction, a page a step. */
export async function* trainingLabels(
  { sql: db }: Ledger,
  wanted: Pick<TrainingLabelsWanted, 'model' | 'all' | 'asOfMs'>,
): AsyncGenerator<readonly TrainingLabel[]> {
  await settleFeedback(db);
  for (let afterId: string | null = null; ; ) {
    const page: readonly TrainingLabel[] = await selectTrainingLabels(db, {
      ...wanted,
      afterId,
      count: pageRows,
    });
    if (page.length > 0) yield page;
    if (page.length < pageRows) return;
    afterId = page[page.length - 1].predictionId;
  }
}
