import { randomUUID } from 'node:crypto';
import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertText, shown } from '../names.ts';
import { assertThere } from './change-experiments.ts';
import { assertAtMost, assertEntries, assertWhole } from './check-entry.ts';
import { assertExperimentName, recordExperiment } from './create-experiment.ts';
import { insertExperiment, shareExperiment } from './experiment.store.ts';
import { runLimits } from './limits.ts';
import { upsertRunTags } from './logged.store.ts';
import { experimentNumber, experimentUnknown } from './read-experiments.ts';
import { getRun, runIdPattern } from './read-runs.ts';
import { insertRun } from './run.store.ts';
import type { NewRun, Run } from './run.ts';

export interface CreatedRun {
  /** False where a run with this id was there: a call that came twice. */
  readonly created: boolean;
  readonly run: Run;
}

export async function createRun(ledger: Ledger, by: Actor, wanted: NewRun): Promise<CreatedRun> {
  assertNewRun(wanted);
  const { id = randomUUID().replaceAll('-', ''), tags = {}, userName = by.name } = wanted;
  return ledger.transaction(async (inside) => {
    const nowMs = inside.clock();
    const experiment = await experimentOf(inside, by, wanted);
    const name = wanted.name || `run-${id.slice(0, 8)}`;
    const startMs = wanted.startMs ?? nowMs;
    const no = await insertRun(inside.sql, {
      id,
      experimentId: Number(experiment.id),
      name,
      userName,
      startMs,
      nowMs,
      createdBy: by.name,
      requestId: by.requestId,
    });
    if (no === null) {
      const run = await getRun(inside, id);
      assertSameExperiment(run, experiment.id);
      return { created: false, run };
    }
    const entries = Object.entries(tags);
    if (entries.length > 0) await upsertRunTags(inside.sql, no, entries);
    await recordEvent(inside, by, {
      action: 'run.created',
      subjectKind: 'run',
      subject: id,
      after: { name, experimentId: experiment.id },
    });
    return {
      created: true,
      run: {
        id,
        name,
        experiment,
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
      },
    };
  });
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

/** Held so that it cannot be deleted while a run comes into it. */
async function experimentOf(
  inside: Ledger,
  by: Actor,
  { experimentId, experiment: name }: NewRun,
): Promise<Run['experiment']> {
  if (experimentId !== undefined || name === undefined) {
    const id = experimentId ?? '0';
    const row = await shareExperiment(inside.sql, { id: experimentNumber(id) });
    if (!row) throw experimentUnknown(id);
    assertThere(row);
    return { id, name: row.name };
  }
  assertExperimentName(name);
  const there = await shareExperiment(inside.sql, { name });
  if (there) {
    assertThere(there);
    return { id: String(there.id), name };
  }
  const made = await insertExperiment(inside.sql, { name, artifactLocation: null, nowMs: inside.clock() });
  // Made by somebody else since we looked.
  if (made === null) return experimentOf(inside, by, { experiment: name });
  await recordExperiment(inside, by, made, name);
  return { id: String(made), name };
}

function assertSameExperiment(run: Run, experimentId: string): void {
  if (run.experiment.id === experimentId) return;
  throw new LedgerError(
    'RUN_EXISTS',
    `The run ${shown(run.id)} is there already, in the experiment ${shown(run.experiment.name)}; take another id.`,
  );
}
