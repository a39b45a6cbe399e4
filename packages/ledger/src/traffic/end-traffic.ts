import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { findAlias, moveAlias } from '../models/aliases.store.ts';
import { challenger } from '../models/model.ts';
import { lockModel } from '../models/models.store.ts';
import { refuseNoTraffic } from './read-traffic.ts';
import { toldTraffic } from './told-traffic.ts';
import { deleteTraffic, selectTraffic } from './traffic.store.ts';
import type { Traffic } from './traffic.ts';

/** The trial is over and its alias taken away; what was said in it stays. */
export async function endTraffic(
  ledger: Ledger,
  by: Actor,
  { model: name }: { readonly model: string },
): Promise<Traffic> {
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, name);
    return (await endTrial(inside, by, { model, why: 'ended' })) ?? refuseNoTraffic(name);
  });
}

/**
 * What became of the trial when the champion moved: a challenger in service is tried no more, nor is one that has
 * nothing left to challenge. With another champion the trial goes on. Call it with the model locked.
 */
export async function endTrialAfterMove(
  inside: Ledger,
  by: Actor,
  { model, champion }: { readonly model: ModelNamed; readonly champion: number | null },
): Promise<void> {
  const traffic = await selectTraffic(inside.sql, model.id);
  if (!traffic) return;
  if (champion === null) await endTrial(inside, by, { model, why: 'retired' });
  else if (champion === traffic.version) await endTrial(inside, by, { model, why: 'promoted' });
}

interface ModelNamed {
  readonly id: number;
  readonly name: string;
}

async function endTrial(
  inside: Ledger,
  by: Actor,
  { model, why }: { readonly model: ModelNamed; readonly why: 'ended' | 'promoted' | 'retired' },
): Promise<Traffic | null> {
  const traffic = await selectTraffic(inside.sql, model.id);
  if (!traffic) return null;
  await deleteTraffic(inside, model.id);
  const alias = await findAlias(inside, model.id, challenger);
  if (alias?.number === traffic.version) {
    await moveAlias(inside, by, {
      modelId: model.id,
      alias: challenger,
      kind: 'remove',
      fromId: alias.id,
      toId: null,
      reason: '',
      judgementId: null,
    });
  }
  await recordEvent(inside, by, {
    action: 'traffic.ended',
    subjectKind: 'traffic',
    subject: model.name,
    before: toldTraffic(traffic),
    detail: { why },
  });
  return traffic;
}
