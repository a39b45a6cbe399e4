import type { TrainRequest } from '@verdict/engine';
import { fetchRows } from '../../record/fetch-rows.ts';
import { dataArgument } from '../../record/reference.ts';
import { inTemporaryFolder } from '../../record/temporary-folder.ts';
import { orNoFile } from '../../record/unknown-name.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { speaker } from '../../terminal/say.ts';
import { runTraining } from './run-training.ts';
import { sayReport, shellWord } from './say-training.ts';

export type TrainingAsked = Omit<TrainRequest, 'report' | 'called'>;

/** Into a file and nowhere else: a workspace is opened only for rows that are kept there. */
export async function trainToFile(asked: TrainingAsked, around: Around): Promise<void> {
  const data = dataArgument(asked.data);
  const test = asked.test === null ? null : dataArgument(asked.test);
  if (data.kind === 'file' && test?.kind !== 'record') {
    await trainAndSay({ ...asked, report: null }, around);
    return;
  }
  await withRecord(around, (record) =>
    inTemporaryFolder(record.home, async (folder) => {
      const here = async (argument: typeof data | null): Promise<{ path: string; called: string } | null> => {
        if (argument === null) return null;
        if (argument.kind === 'file') return { path: argument.path, called: argument.path };
        return orNoFile(argument.name, 'dataset', fetchRows(record, argument, folder, around.signal));
      };
      const rows = await here(data);
      const testRows = await here(test);
      await trainAndSay(
        {
          ...asked,
          data: rows?.path ?? asked.data,
          test: testRows?.path ?? null,
          name: asked.name ?? (data.kind === 'record' ? data.name : null),
          called: {
            ...(rows && { data: rows.called }),
            ...(testRows && { test: testRows.called }),
          },
          report: null,
        },
        around,
      );
    }),
  );
}

async function trainAndSay(request: TrainRequest, around: Around): Promise<void> {
  const say = speaker(around);
  const report = await runTraining(request, say, around.signal);
  if (around.json) {
    say.json({ ...report, run_id: null });
    return;
  }
  const { path } = report.model;
  sayReport(say, report, {
    called: path,
    notes: [],
    next: `verdict predict ${shellWord(path)} "a text to judge"`,
  });
}
