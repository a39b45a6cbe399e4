import { join } from 'node:path';
import type { Client, ModelVersion, Run } from '@verdict/api';
import type { Stage } from '@verdict/engine';
import { Refusal, runInEngine } from '@verdict/engine';
import { assertWritable, readModel } from '@verdict/engine/models';
import { fetchModel } from '../../record/fetch-model.ts';
import { fetchRows } from '../../record/fetch-rows.ts';
import { recordArgument } from '../../record/reference.ts';
import { inTemporaryFolder } from '../../record/temporary-folder.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { fileSize } from '../../terminal/numbers.ts';
import { progressOf } from '../../terminal/progress.ts';
import { speaker } from '../../terminal/say.ts';
import { stageNames } from '../train/say-training.ts';

export interface RebuildAsked {
  readonly model: string;
  readonly out: string | null;
}

/** Other bytes are a failure: scripts see it in the exit code. */
export async function rebuildModel({ model, out }: RebuildAsked, around: Around): Promise<void> {
  const reference = recordArgument(model, 'model');
  if (out !== null) await assertWritable(out);
  const { signal } = around;
  const { version, outcome } = await withRecord(around, (record) =>
    inTemporaryFolder(record.home, async (folder) => {
      const { version, path } = await fetchModel(record, reference, signal);
      const { facts, recipe } = await readModel(path, signal);
      const { training, testing, run } = await whatWentIn(record.client, version);
      const data = await fetchRows(record, training, folder, signal);
      const test = testing === null ? null : await fetchRows(record, testing, folder, signal);
      const progress = progressOf<Stage>(stageNames);
      try {
        const outcome = await runInEngine(
          'rebuild',
          {
            data: data.path,
            test: test?.path ?? null,
            recipe,
            seed: facts.seed,
            holdout: numberIn(run, 'holdout') ?? 0,
            positive: textIn(run, 'positive'),
            sizeBytes: numberIn(run, 'size_bytes') ?? numberIn(run, 'size'),
            threads: null,
            out: out ?? join(folder, 'rebuilt.verdict'),
            expected: {
              sha256: version.sha256 ?? '',
              data: facts.data,
              node: facts.node,
              learn: facts.learn,
            },
          },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'progress') progress.update(event.stage, event.fraction);
            },
          },
        );
        return { version, outcome };
      } finally {
        progress.end();
      }
    }),
  );
  const say = speaker(around);
  const called = `${version.model}@${version.version}`;
  const { same, bytes, sha256, expected, differences } = outcome;
  if (around.json) {
    say.json({
      model: version.model,
      version: version.version,
      same,
      sha256,
      expected,
      bytes,
      differences,
      path: out,
    });
  } else {
    if (same)
      say.line(`${say.paint(['bold', 'green'], called)}  the same bytes: ${fileSize(bytes)}, ${sha256}`);
    if (same && out !== null) say.line(say.paint('dim', `  ${out}`));
    for (const difference of differences) say.note(difference);
  }
  if (!same) {
    const why = differences.length === 0 ? '' : ` (${differences.join(' ').replace(/\.$/, '')})`;
    throw new Refusal(
      `${called} came out otherwise${why}; use the Node and the commit that verdict models chain ${called} names.`,
    );
  }
}

interface WentIn {
  readonly training: { readonly name: string; readonly version: string };
  readonly testing: { readonly name: string; readonly version: string } | null;
  readonly run: Run;
}

async function whatWentIn(client: Client, { model, version, run_id }: ModelVersion): Promise<WentIn> {
  if (run_id === null) {
    throw new Refusal(
      `${model}@${version} was registered as a file, without the run that made it; only versions with a run can be rebuilt.`,
    );
  }
  const run = await client.runs.get(run_id);
  const input = (context: string): WentIn['testing'] => {
    const found = run.inputs.find((each) => each.context === context)?.dataset;
    return found ? { name: found.name, version: String(found.number) } : null;
  };
  const training = input('training');
  if (training === null) {
    throw new Refusal(
      `The run of ${model}@${version} names no rows on record; only what was trained on rows that are kept can be rebuilt.`,
    );
  }
  return { training, testing: input('testing'), run };
}

function textIn({ params }: Run, name: string): string | null {
  const value = params[name];
  return value === undefined || value === '' || value === 'null' ? null : value;
}

function numberIn(run: Run, name: string): number | null {
  const text = textIn(run, name);
  const value = Number(text);
  return text === null || Number.isNaN(value) ? null : value;
}
