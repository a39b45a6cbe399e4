import type { AddVersionReply } from '@verdict/api';
import { findRepository } from '@verdict/dvc';
import { addFile, assertFile } from '../../record/add-file.ts';
import { datasetName } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { classShares } from '../../report/dataset-lines.ts';
import { rowCount } from '../../terminal/numbers.ts';
import { progressOf } from '../../terminal/progress.ts';
import { remark, type Say, speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';
import { addedJson, addTracked, sayAdded } from './tracked/add.ts';
import { whereToAdd } from './where-to-add.ts';

export interface AddAsked {
  readonly files: readonly string[];
  readonly name: string | null;
  readonly text: string | null;
  readonly label: string | null;
  readonly message: string | null;
  readonly append: boolean;
  readonly redact: boolean;
  readonly noDvc: boolean;
}

/** On record first: what is refused there is tracked nowhere. */
export async function addData(asked: AddAsked, around: Around): Promise<void> {
  const { tracks, records } = whereToAdd({
    root: findRepository(process.cwd()),
    name: asked.name,
    noDvc: asked.noDvc,
    recordFlags: recordFlags(asked),
  });
  const reply = records ? await addToRecord(asked, around) : null;
  const added = tracks ? await addTracked(asked.files, around) : null;
  const say = speaker(around);
  if (around.json) {
    const record = reply && withIsoTimes(reply);
    say.json(added === null ? record : { outputs: addedJson(added), record });
    return;
  }
  if (reply !== null) sayVersion(say, reply);
  if (added !== null) sayAdded(say, added);
}

function recordFlags({ text, label, message, append, redact }: AddAsked): string[] {
  const given = {
    '--text': text,
    '--label': label,
    '--message': message,
    '--append': append,
    '--redact': redact,
  };
  return Object.entries(given)
    .filter(([, value]) => value !== null && value !== false)
    .map(([flag]) => flag);
}

async function addToRecord(asked: AddAsked, around: Around): Promise<AddVersionReply | null> {
  const { files, text, label, message, redact } = asked;
  const dataset = datasetName(asked.name, files[0]);
  for (const path of files) await assertFile(path);
  return withRecord(around, async ({ client }) => {
    let reply: AddVersionReply | null = null;
    for (const [index, path] of files.entries()) {
      const append = asked.append || index > 0;
      const progress = progressOf({ add: `adding ${path}`.slice(0, 40) });
      try {
        progress.update('add', null);
        reply = await addFile(client, { path, dataset, text, label, message, append, redact });
      } finally {
        progress.end();
      }
    }
    return reply;
  });
}

function sayVersion(say: Say, { added, version }: AddVersionReply): void {
  const called = `${version.dataset}@${version.number}`;
  const what = added ? '' : say.paint('dim', '  already on record: the same rows');
  say.line(
    `${say.paint(['bold', 'green'], called)}  ${rowCount(version.rows)}: ${classShares(version)}${what}`,
  );
  say.line(say.paint('dim', `  ${version.rows_sha256}`));
  if (added) {
    remark(say.warn, messagesOf(version.findings, 'warn'));
    remark(say.note, messagesOf(version.findings, 'note'));
  }
  say.line(`${say.paint('dim', 'next:')} verdict train --data ${called}`);
}

function messagesOf(
  findings: AddVersionReply['version']['findings'],
  severity: AddVersionReply['version']['findings'][number]['severity'],
): string[] {
  return findings.filter((finding) => finding.severity === severity).map(({ message }) => message);
}
