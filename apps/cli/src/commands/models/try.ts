import type { TrafficRequest } from '@verdict/api';
import { findVersion } from '../../record/fetch-model.ts';
import { recordArgument } from '../../record/reference.ts';
import { type Around, withRecord } from '../../record/with-record.ts';
import { trafficLine } from '../../report/traffic-lines.ts';
import { speaker } from '../../terminal/say.ts';
import { withIsoTimes } from '../../terminal/times.ts';

export interface TryAsked {
  readonly challenger: string;
  readonly mode: TrafficRequest['mode'];
  readonly percent: number;
  readonly rules: NonNullable<TrafficRequest['rules']>;
}

/** Begins the trial of a challenger, or changes the one that runs. */
export async function tryModel(
  { challenger, mode, percent, rules }: TryAsked,
  around: Around,
): Promise<void> {
  const reference = recordArgument(challenger, 'model');
  const traffic = await withRecord(around, async ({ client }) => {
    const { version } = await findVersion(client, reference, 'latest');
    return client.models.setTraffic(reference.name, { mode, version, percent, rules });
  });
  const say = speaker(around);
  if (around.json) say.json(withIsoTimes(traffic));
  else {
    say.line(trafficLine(traffic, say.paint));
    say.line(`${say.paint('dim', 'next:')} verdict models traffic ${traffic.model}`);
  }
}
