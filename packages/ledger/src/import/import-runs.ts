import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText, shown } from '../names.ts';
import { assertEntries, assertKey, assertWhole } from '../runs/check-entry.ts';
import { runLimits } from '../runs/limits.ts';
import { assertInputs } from '../runs/log-inputs.ts';
import { experimentNumber } from '../runs/read-experiments.ts';
import { runIdPattern } from '../runs/read-runs.ts';
import { shareExperiments } from './experiments.store.ts';
import { importLimits } from './import-limits.ts';
import type { Imported, RunToImport } from './imported.ts';
import { insertEntries, insertRunInputs, insertRunPoints } from './logged.store.ts';
import { type Refusing, refusing } from './refusing.ts';
import { endRuns, insertRuns, lockRuns } from './runs.store.ts';

/**
 * Runs with all that was logged to them, in a handful of statements however many they are. A run that is there keeps
 * what it has and gets what it lacks: parameters, tags, points, inputs, and its end if it had none.
 */
export async function importRuns(
  ledger: Ledger,
  by: Actor,
  wanted: readonly RunToImport[],
): Promise<Imported> {
  assertPoints(wanted);
  const refusals = refusing();
  const runs = wanted.filter((run) => refusals.passes(`run ${shown(run.id)}`, () => assertRun(run)));
  return ledger.transaction(async (inside) => {
    const experiments = await shareExperiments(inside.sql, [
      ...new Set(runs.map((run) => Number(run.experimentId))),
    ]);
    const placed = runs.filter((run) => {
      if (experiments.has(Number(run.experimentId))) return true;
      refusals.refuse(`run ${shown(run.id)}`, `There is no experiment ${shown(run.experimentId)}.`);
      return false;
    });
    const newOnes = await insertRuns(inside.sql, placed, by, inside.clock());
    const rows = await lockRuns(
      inside.sql,
      placed.map((run) => run.id),
    );
    const here = placed.flatMap((run) => {
      const row = rows.get(run.id);
      if (row === undefined) return [];
      if (row.experimentId === Number(run.experimentId)) return [{ no: row.no, run }];
      const elsewhere = `It is on record in another experiment, number ${row.experimentId}; nothing was added to it.`;
      refusals.refuse(`run ${shown(run.id)}`, elsewhere);
      return [];
    });
    await endRuns(inside.sql, here, inside.clock());
    await insertLogged(inside, here, refusals);
    await recordImported(
      inside,
      by,
      here.filter(({ run }) => newOnes.has(run.id)).map(({ run }) => run),
    );
    const ids = new Set(here.map(({ run }) => run.id));
    return { added: newOnes.size, there: ids.size - newOnes.size, refused: refusals.refused };
  });
}

type Placed = readonly { readonly no: number; readonly run: RunToImport }[];

async function insertLogged(inside: Ledger, here: Placed, { kept, passes }: Refusing): Promise<void> {
  const params = here.flatMap(({ no, run }) =>
    kept(
      run.params,
      (key) => `parameter ${shown(key)} of the run ${run.id}`,
      (key, value) => assertEntries('parameter', [[key, value]], importLimits.valueLength),
    ).map(([key, value]) => ({ no, key, value })),
  );
  const tags = here.flatMap(({ no, run }) =>
    kept(
      run.tags,
      (key) => `tag ${shown(key)} of the run ${run.id}`,
      (key, value) => assertEntries('tag', [[key, value]], importLimits.valueLength),
    ).map(([key, value]) => ({ no, key, value })),
  );
  const points = here.flatMap(({ no, run }) =>
    run.metrics.flatMap(({ key, points }) => {
      const subject = `metric ${shown(key)} of the run ${run.id}`;
      if (!passes(subject, () => assertMetric(key, points))) return [];
      return points.map((point) => ({ no, key, ...point }));
    }),
  );
  const inputs = here.flatMap(({ no, run }) =>
    run.inputs
      .filter((input) =>
        passes(`input ${shown(input.name)} of the run ${run.id}`, () => assertInputs([input])),
      )
      .map((input) => ({ no, ...input })),
  );
  await insertEntries(inside.sql, 'run_param', params);
  await insertEntries(inside.sql, 'run_tag', tags);
  await insertRunPoints(inside.sql, points);
  await insertRunInputs(inside.sql, inputs);
}

/** One event an experiment: a thousand runs that came at once are one thing that happened. */
async function recordImported(inside: Ledger, by: Actor, runs: readonly RunToImport[]): Promise<void> {
  for (const [experimentId, of] of Map.groupBy(runs, (run) => run.experimentId)) {
    await recordEvent(inside, by, {
      action: 'experiment.runs_imported',
      subjectKind: 'experiment',
      subject: experimentId,
      after: { runs: of.length },
      detail: { ids: of.map((run) => run.id) },
    });
  }
}

function assertPoints(runs: readonly RunToImport[]): void {
  const points = runs.reduce(
    (sum, run) => sum + run.metrics.reduce((of, metric) => of + metric.points.length, 0),
    0,
  );
  if (points <= importLimits.points) return;
  throw new LedgerError(
    'LIMIT_EXCEEDED',
    `A call brings at most ${importLimits.points} points, and this one has ${points}; send a run in pieces.`,
  );
}

function assertRun({ id, experimentId, name, userName, startMs, endMs, deletedMs }: RunToImport): void {
  if (!runIdPattern.test(id)) {
    throw new LedgerError('NAME_INVALID', 'Its id is not one of 1 to 256 letters, digits and hyphens.');
  }
  experimentNumber(experimentId);
  assertText('name of the run', name, runLimits.nameLength);
  assertText('name of the user', userName, runLimits.userNameLength);
  assertWhole('The start of the run', startMs);
  assertWhole('The end of the run', endMs ?? 0);
  assertWhole('The time of its deletion', deletedMs ?? 0);
}

function assertMetric(key: string, points: RunToImport['metrics'][number]['points']): void {
  assertKey('metric', key);
  for (const { atMs, step } of points) {
    assertWhole('The time of a point', atMs);
    assertWhole('The step of a point', step);
  }
}
