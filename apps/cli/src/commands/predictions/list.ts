import { gather } from '../../record/all-pages.ts';
import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { predictionLines } from '../../report/prediction-lines.ts';
import { sayList } from '../../report/say-list.ts';
import { type RangeAsked, timeRange } from './time-range.ts';

export interface PredictionsAsked extends RangeAsked {
  readonly model: string | null;
  readonly label: string | null;
  readonly unsure: boolean;
  readonly limit: number;
}

export async function listPredictions(asked: PredictionsAsked, around: Around): Promise<void> {
  const { label, unsure, limit } = asked;
  const reference = asked.model === null ? null : recordArgument(asked.model, 'model');
  const range = timeRange(asked, Date.now());
  const found = await withRecord(around, async ({ client }) => {
    const version =
      reference === null || reference.version === null ? null : await findVersion(client, reference);
    const query = {
      ...range,
      ...(reference !== null && { model: reference.name }),
      ...(version !== null && { version: version.version }),
      ...(label !== null && { label }),
      ...(unsure && { unsure }),
    };
    return gather(
      limit,
      (page) => client.predictions.list({ ...query, ...page }),
      ({ predictions }) => predictions,
    );
  });
  sayList(around, found, {
    name: 'predictions',
    lines: (predictions, nowMs) => predictionLines(predictions, nowMs, process.stdout.columns),
    empty: 'There is no such prediction in the log; verdict predictions list shows all that there are.',
  });
}
