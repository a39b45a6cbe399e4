import { type Around, withRecord } from '../record/with-record.ts';
import { speaker } from '../terminal/say.ts';
import { withIsoTimes } from '../terminal/times.ts';
import { visible } from '../terminal/visible.ts';

export interface FeedbackAsked {
  readonly id: string;
  readonly label: string;
  readonly comment: string | null;
}

export async function giveFeedback({ id, label, comment }: FeedbackAsked, around: Around): Promise<void> {
  const given = await withRecord(around, ({ client }) =>
    client.predictions.giveFeedback(id, { label, ...(comment !== null && { comment }) }),
  );
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(given));
  else say.line(`${say.paint(['bold', 'green'], visible(given.label))}  would have been right for ${id}`);
}
