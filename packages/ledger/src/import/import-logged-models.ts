import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertStorable, assertText, shown } from '../names.ts';
import { assertEntries, assertKey, assertWhole } from '../runs/check-entry.ts';
import { runLimits } from '../runs/limits.ts';
import { experimentNumber } from '../runs/read-experiments.ts';
import { runIdPattern } from '../runs/read-runs.ts';
import { shareExperiments } from './experiments.store.ts';
import { importLimits } from './import-limits.ts';
import type { Imported, LoggedModelToImport } from './imported.ts';
import { insertEntries } from './logged.store.ts';
import {
  endLoggedModels,
  insertLoggedModels,
  insertModelMetrics,
  insertRunModels,
  loggedModelRows,
} from './logged-models.store.ts';
import { type Refusing, refusing } from './refusing.ts';
import { runNumbers } from './runs.store.ts';

/** Models that runs logged, after their runs: what was measured of them, and who read or made them. */
export async function importLoggedModels(
  ledger: Ledger,
  by: Actor,
  wanted: readonly LoggedModelToImport[],
): Promise<Imported> {
  const refusals = refusing();
  const models = wanted.filter((model) =>
    refusals.passes(`logged model ${shown(model.id)}`, () => assertLoggedModel(model)),
  );
  return ledger.transaction(async (inside) => {
    const experiments = await shareExperiments(inside.sql, [
      ...new Set(models.map((model) => Number(model.experimentId))),
    ]);
    const placed = models.filter((model) => {
      if (experiments.has(Number(model.experimentId))) return true;
      const reason = `There is no experiment ${shown(model.experimentId)}.`;
      refusals.refuse(`logged model ${shown(model.id)}`, reason);
      return false;
    });
    const newOnes = await insertLoggedModels(inside.sql, placed, by);
    const rows = await loggedModelRows(
      inside.sql,
      placed.map((model) => model.id),
    );
    const here = placed.flatMap((model) => {
      const no = rows.get(model.id);
      return no === undefined ? [] : [{ no, model }];
    });
    await endLoggedModels(inside.sql, here);
    await insertOf(inside, here, refusals);
    for (const [experimentId, of] of Map.groupBy(
      here.filter(({ model }) => newOnes.has(model.id)),
      ({ model }) => model.experimentId,
    )) {
      await recordEvent(inside, by, {
        action: 'experiment.logged_models_imported',
        subjectKind: 'experiment',
        subject: experimentId,
        after: { loggedModels: of.length },
        detail: { ids: of.map(({ model }) => model.id) },
      });
    }
    return { added: newOnes.size, there: here.length - newOnes.size, refused: refusals.refused };
  });
}

async function insertOf(
  inside: Ledger,
  here: readonly { readonly no: number; readonly model: LoggedModelToImport }[],
  { kept, passes, refuse }: Refusing,
): Promise<void> {
  for (const [table, kind, of] of [
    ['logged_model_param', 'parameter', (model: LoggedModelToImport) => model.params],
    ['logged_model_tag', 'tag', (model: LoggedModelToImport) => model.tags],
  ] as const) {
    const entries = here.flatMap(({ no, model }) =>
      kept(
        of(model),
        (key) => `${kind} ${shown(key)} of the logged model ${model.id}`,
        (key, value) => assertEntries(kind, [[key, value]], importLimits.valueLength),
      ).map(([key, value]) => ({ no, key, value })),
    );
    await insertEntries(inside.sql, table, entries);
  }
  const runs = await runNumbers(inside.sql, [
    ...new Set(
      here.flatMap(({ model }) => [...model.metrics, ...model.runs].map((of) => of.runId).filter(isRunId)),
    ),
  ]);
  const ofRun = (model: LoggedModelToImport, runId: string, what: string): number | null => {
    const runNo = runs.get(runId);
    if (runNo !== undefined) return runNo;
    refuse(`${what} of the logged model ${model.id}`, `Its run ${shown(runId)} is not on record.`);
    return null;
  };
  const metrics = here.flatMap(({ no, model }) =>
    model.metrics.flatMap((metric) => {
      const what = `metric ${shown(metric.key)}`;
      if (!passes(`${what} of the logged model ${model.id}`, () => assertMetric(metric))) return [];
      const runNo = ofRun(model, metric.runId, what);
      return runNo === null ? [] : [{ ...metric, no, runNo }];
    }),
  );
  const links = here.flatMap(({ no, model }) =>
    model.runs.flatMap(({ runId, role, step }) => {
      const runNo = ofRun(model, runId, `${role} link`);
      return runNo === null ? [] : [{ no, runNo, role, step }];
    }),
  );
  await insertModelMetrics(inside.sql, metrics);
  await insertRunModels(inside.sql, links);
}

const isRunId = (id: string): boolean => runIdPattern.test(id);

function assertLoggedModel(model: LoggedModelToImport): void {
  if (!isRunId(model.id)) {
    throw new LedgerError('NAME_INVALID', 'Its id is not one of 1 to 256 letters, digits and hyphens.');
  }
  experimentNumber(model.experimentId);
  assertText('name of the model', model.name, runLimits.nameLength);
  assertText('type of the model', model.modelType, runLimits.nameLength);
  assertText('source run', model.sourceRunId ?? '', 256);
  assertStorable('The status message', model.statusMessage, importLimits.statusMessageLength);
  assertWhole('The time of its creation', model.createdMs);
  assertWhole('The time of its last change', model.updatedMs);
  assertWhole('The time of its deletion', model.deletedMs ?? 0);
}

function assertMetric(metric: LoggedModelToImport['metrics'][number]): void {
  assertKey('metric', metric.key);
  assertWhole('The time of a point', metric.atMs);
  assertWhole('The step of a point', metric.step);
  assertText('name of the dataset', metric.datasetName, runLimits.inputNameLength);
  assertText('digest of the dataset', metric.datasetDigest, runLimits.inputDigestLength);
}
