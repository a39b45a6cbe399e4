import type { ModelVersion } from '@verdict/api';
import { WrongUsage } from '@verdict/engine';
import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { measured, recipeName } from '../../report/model-lines.ts';
import { columns } from '../../terminal/columns.ts';
import { count, fileSize } from '../../terminal/numbers.ts';
import { speaker } from '../../terminal/say.ts';
import { ago, withIsoTimes } from '../../terminal/times.ts';

export async function compareModels(texts: readonly string[], around: Around): Promise<void> {
  if (texts.length < 2) throw new WrongUsage('One version cannot be compared; give two or more.');
  const references = texts.map((text) => recordArgument(text, 'model'));
  const versions = await withRecord(around, ({ client }) =>
    Promise.all(references.map((reference) => findVersion(client, reference))),
  );
  const say = speaker(around);
  if (around.json) {
    say.json({ versions: withIsoTimes(versions) });
    return;
  }
  const [head, ...lines] = compareLines(versions, Date.now());
  say.line(say.paint('dim', head));
  for (const line of lines) say.line(line);
  if (new Set(versions.map(({ facts }) => facts?.data)).size > 1)
    say.note('They were trained on different rows; verdict models judge compares two on the same.');
}

/** A column a version. Their metrics are of whatever rows each was tested on. */
export function compareLines(versions: readonly ModelVersion[], nowMs: number): string[] {
  const row = (title: string, value: (version: ModelVersion) => string | null): string[] => [
    title,
    ...versions.map((version) => value(version) ?? ''),
  ];
  return columns(
    [
      { title: '' },
      ...versions.map(({ model, version }) => ({
        title: `${model}@${version}`,
        align: 'right' as const,
        gives: true,
      })),
    ],
    [
      row('alias', ({ aliases }) => aliases.join(', ')),
      row('recipe', recipeName),
      row('accuracy', (version) => measured(version).accuracy),
      row('macro F1', (version) => measured(version).macroF1),
      row('measured on', (version) => measured(version).on),
      row('rows', ({ facts }) => (typeof facts?.rows === 'number' ? count(facts.rows) : null)),
      row('data', ({ facts }) => (typeof facts?.data === 'string' ? facts.data.slice(0, 12) : null)),
      row('size', ({ bytes }) => (bytes === null ? null : fileSize(bytes))),
      row('registered', ({ created_ms }) => ago(created_ms, nowMs)),
    ],
  );
}
