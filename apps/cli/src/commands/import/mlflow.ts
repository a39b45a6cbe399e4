import { Refusal } from '@verdict/engine';
import { openMlflowStore } from '../../mlflow-store/open-store.ts';
import type { StoredExperiment } from '../../mlflow-store/stored.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { importLines } from '../../report/import-lines.ts';
import { progressOf } from '../../terminal/progress.ts';
import { remark, speaker } from '../../terminal/say.ts';
import { importStore } from './import-store.ts';
import { lookOnly } from './look-only.ts';
import { createTally, type ImportOutcome } from './tally.ts';

export interface MlflowImport {
  readonly source: string;
  /** Names; none: all. */
  readonly experiments: readonly string[];
  /** False: artifacts stay where they are. */
  readonly artifacts: string | null | false;
  readonly dryRun: boolean;
}

export async function importMlflow(asked: MlflowImport, around: Around): Promise<void> {
  const outcome = await runImport(asked, around);
  const say = speaker(around);
  if (around.json) {
    say.json(outcome);
    return;
  }
  for (const line of importLines(outcome)) say.line(line);
  remark(
    say.warn,
    outcome.refused.map(({ subject, reason }) => `not taken: ${subject}. ${reason}`),
  );
  if (outcome.refused.length > 5) say.note('With --json all of them are listed.');
}

async function runImport(
  { source, experiments: names, artifacts, dryRun }: MlflowImport,
  around: Around,
): Promise<ImportOutcome> {
  const store = await openMlflowStore(source);
  try {
    const experiments = chosen(await store.experiments(), names, store.where);
    const tally = createTally();
    await withRecord(around, async ({ client }) => {
      const progress = progressOf({ runs: 'runs', models: 'models' });
      try {
        progress.update('runs', 0);
        await (dryRun ? lookOnly : importStore)({
          store,
          client,
          experiments,
          narrowed: names.length > 0,
          artifacts,
          tally,
          told: progress.update,
        });
      } finally {
        progress.end();
      }
    });
    return tally.outcome({ source: store.where, dry_run: dryRun, left_out: await store.leftOut() });
  } finally {
    await store.close();
  }
}

function chosen(
  there: readonly StoredExperiment[],
  names: readonly string[],
  where: string,
): readonly StoredExperiment[] {
  if (names.length === 0) return there;
  const unknown = names.find((name) => !there.some((experiment) => experiment.name === name));
  if (unknown === undefined) return there.filter(({ name }) => names.includes(name));
  const some = there.slice(0, 5).map(({ name }) => name);
  throw new Refusal(
    `${where} has no experiment ${JSON.stringify(unknown)}; it has ${some.join(', ')}${there.length > 5 ? ' and more' : ''}.`,
  );
}
