import { dataNumber, recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { versionDetails } from '../../report/dataset-lines.ts';
import { remark, speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export async function showData(text: string, around: Around): Promise<void> {
  const reference = recordArgument(text, 'dataset');
  const version = await withRecord(around, ({ client }) =>
    client.datasets.version(reference.name, dataNumber(reference)),
  );
  const say = speaker(around);
  if (around.json) {
    say.json(withIsoTimes(version));
    return;
  }
  say.line(say.paint('bold', `${version.dataset}@${version.number}`));
  for (const line of versionDetails(version)) say.line(line);
  remark(
    say.warn,
    version.findings.filter(({ severity }) => severity === 'warn').map(({ message }) => message),
  );
}
