import { randomUUID } from 'node:crypto';
import { LedgerError } from '../errors.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText, shown } from '../names.ts';
import { assertThere } from './change-experiments.ts';
import { assertAtMost, assertEntries, assertWhole } from './check-entry.ts';
import { assertExperimentName, recordExperiment } from './create-experiment.ts';
import { insertExperiment } from './experiment.store.ts';
import { runLimits } from './limits.ts';
import { experimentNumber, experimentUnknown } from './read-experiments.ts';
import { getRun, runIdPattern } from './read-runs.ts';
import { type InsertedRun, insertRun, type RunToInsert } from './run.store.ts';
import { type NewRun, type Run, runNameTag } from './run.ts';

export interface CreatedRun {
  /** False where a run with this id was there: a call that came twice. */
  readonly created: boolean;
  readonly run: Run;
}

export async function createRun(ledger: Ledger, by: Actor, wanted: NewRun): Promise<CreatedRun> {
  assertNewRun(wanted);
  const run = runToInsert(wanted, by, ledger.clock());
  const { experimentId, experiment: name } = wanted;
  if (experimentId !== undefined || name === undefined) {
    const id = experimentId ?? '0';
    const inserted = await insertRun(ledger.sql, { id: experimentNumber(id) }, run);
    if (!inserted) throw experimentUnknown(id);
    return createdRun(ledger, run, inserted);
  }
  assertExperimentName(name);
  const inserted = await insertRun(ledger.sql, { name }, run);
  if (inserted) return createdRun(ledger, run, inserted);
  return ledger.transaction(async (inside) => {
    const made = await insertExperiment(inside.sql, { name, artifactLocation: null, nowMs: run.nowMs });
    // Else somebody else has made it since we looked.
    if (made !== null) await recordExperiment(inside, by, made, name);
    return createdRun(inside, run, (await insertRun(inside.sql, { name }, run)) as InsertedRun);
  });
}

function runToInsert(wanted: NewRun, by: Actor, nowMs: number): RunToInsert {
  const { id = randomUUID().replaceAll('-', ''), userName = by.name, startMs = nowMs } = wanted;
  const { [runNameTag]: tagged, ...tags } = wanted.tags ?? {};
  return { id, name: wanted.name || tagged || `run-${id.slice(0, 8)}`, userName, startMs, nowMs, tags, by };
}

async function createdRun(ledger: Ledger, wanted: RunToInsert, inserted: InsertedRun): Promise<CreatedRun> {
  const { id, name, userName, startMs, tags } = wanted;
  const experiment = { id: String(inserted.experiment_id), name: inserted.experiment_name };
  assertThere({ ...experiment, deleted_ms: inserted.deleted_ms });
  if (inserted.no === null) {
    const run = await getRun(ledger, id);
    assertSameExperiment(run, experiment.id);
    return { created: false, run };
  }
  return {
    created: true,
    run: {
      id,
      name,
      experiment,
      artifactLocation: inserted.artifact_location,
      status: 'running',
      user: userName,
      startMs,
      endMs: null,
      deleted: false,
      params: {},
      metrics: {},
      latest: [],
      tags,
      inputs: [],
      models: [],
      modelInputs: [],
      modelOutputs: [],
    },
  };
}

function assertNewRun({ id, name, startMs, tags = {}, userName }: NewRun): void {
  if (id !== undefined && !runIdPattern.test(id)) {
    throw new LedgerError(
      'NAME_INVALID',
      `${shown(id)} cannot be the id of a run: use 1 to 256 letters, digits, underscores and hyphens, beginning with a letter or a digit.`,
    );
  }
  if (name !== undefined) assertText('name of the run', name, runLimits.nameLength);
  if (userName !== undefined) assertText('name of the user', userName, runLimits.userNameLength);
  if (startMs !== undefined) assertWhole('The start of the run', startMs);
  assertAtMost('tags', Object.keys(tags).length, runLimits.batchTags);
  assertEntries('tag', Object.entries(tags), runLimits.tagValueLength);
}

function assertSameExperiment(run: Run, experimentId: string): void {
  if (run.experiment.id === experimentId) return;
  throw new LedgerError(
    'RUN_EXISTS',
    `The run ${shown(run.id)} is there already, in the experiment ${shown(run.experiment.name)}; take another id.`,
  );
}
