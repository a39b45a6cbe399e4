import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { findAlias, moveAlias } from '../models/aliases.store.ts';
import { challenger, champion } from '../models/model.ts';
import { lockModel } from '../models/models.store.ts';
import { findVersion } from '../models/versions.store.ts';
import { checkTraffic, type TrafficAsked } from './check-traffic.ts';
import { toldTraffic } from './told-traffic.ts';
import { selectTraffic, writeTraffic } from './traffic.store.ts';
import { type Traffic, usualRules } from './traffic.ts';

export interface TrafficToSet extends TrafficAsked {
  readonly model: string;
  /** The challenger's number. */
  readonly version: number;
}

/**
 * A challenger is tried from now on, its alias set with it; or its share or rules are changed while it is, and rules
 * that are not named stay as they are. One trial a
 * model at a time: another version, another mode, or one that was aborted, begins a trial of its own.
 */
export async function setTraffic(ledger: Ledger, by: Actor, asked: TrafficToSet): Promise<Traffic> {
  checkTraffic(asked);
  return ledger.transaction(async (inside) => {
    const model = await lockModel(inside, asked.model);
    const version = await findVersion(inside.sql, model, asked.version);
    const serving = await findAlias(inside, model.id, champion);
    assertCanBeTried(version, serving?.format === 'verdict' ? serving.number : null);

    const before = await selectTraffic(inside.sql, model.id);
    const goesOn =
      before?.state === 'running' && before.version === version.version && before.mode === asked.mode;
    const { mode, percent, rules } = checkTraffic(asked, goesOn ? before.rules : usualRules);
    const now = inside.clock();
    // The start tells trials apart, whatever the clock does.
    const startedMs = goesOn ? before.startedMs : Math.max(now, (before?.startedMs ?? 0) + 1);
    const told = { mode, percent, rules, state: 'running', reason: '', startedMs } as const;
    if (goesOn && before.percent === percent && JSON.stringify(before.rules) === JSON.stringify(rules)) {
      return before;
    }
    await writeTraffic(inside, {
      model_id: model.id,
      version_id: version.id,
      mode,
      percent,
      rules,
      state: 'running',
      reason: '',
      started_ms: startedMs,
      updated_ms: now,
      updated_by: by.name,
    });
    await pointChallenger(inside, by, { modelId: model.id, versionId: version.id });
    const after: Traffic = {
      model: model.name,
      version: version.version,
      ...told,
      updatedMs: now,
      updatedBy: by.name,
    };
    await recordEvent(inside, by, {
      action: goesOn ? 'traffic.changed' : 'traffic.started',
      subjectKind: 'traffic',
      subject: model.name,
      before: before && toldTraffic(before),
      after: toldTraffic(after),
    });
    return after;
  });
}

function assertCanBeTried(
  version: {
    readonly model: string;
    readonly version: number;
    readonly format: string;
    readonly status: string;
  },
  serving: number | null,
): void {
  const name = `${version.model}@${version.version}`;
  if (version.format !== 'verdict' || version.status !== 'ready') {
    const why = version.format === 'verdict' ? `is ${version.status}` : 'is no .verdict model file';
    throw new LedgerError(
      'CANNOT_SERVE',
      `${name} ${why} and cannot be tried; take a version that can serve.`,
    );
  }
  if (serving === null) {
    throw new LedgerError(
      'NOTHING_TO_CHALLENGE',
      `${version.model} has no version in service to try ${name} against; promote one first.`,
    );
  }
  if (serving === version.version) {
    throw new LedgerError(
      'NOTHING_TO_CHALLENGE',
      `${name} is in service itself; name another version as its challenger.`,
    );
  }
}

async function pointChallenger(
  inside: Ledger,
  by: Actor,
  { modelId, versionId }: { readonly modelId: number; readonly versionId: number },
): Promise<void> {
  const from = await findAlias(inside, modelId, challenger);
  if (from?.id === versionId) return;
  await moveAlias(inside, by, {
    modelId,
    alias: challenger,
    kind: 'set',
    fromId: from?.id ?? null,
    toId: versionId,
    reason: '',
    judgementId: null,
  });
}
