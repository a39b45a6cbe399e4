import { LedgerError } from '../errors.ts';
import { recordEvent } from '../events/record-event.ts';
import type { Actor, Ledger } from '../ledger.ts';
import { assertStorable } from '../names.ts';
import type { Model } from './model.ts';
import { lockModel, selectModel, writeModel } from './models.store.ts';
import { storedJson } from './stored-json.ts';
import { writeModelTags } from './tags.store.ts';
import { assertDescription, assertTags, type TagChanges } from './tags.ts';

export interface ModelChanges {
  readonly model: string;
  readonly description?: string;
  /** What the judge asks of candidates, checked by whoever knows its fields; null: what Verdict comes with. */
  readonly policy?: Readonly<Record<string, unknown>> | null;
  readonly tags?: TagChanges;
}

export async function updateModel(
  ledger: Ledger,
  by: Actor,
  { model: name, description, policy, tags = {} }: ModelChanges,
): Promise<Model> {
  if (description !== undefined) assertDescription(description);
  assertTags(tags);
  const written = policy === undefined ? undefined : policyJson(policy);
  return ledger.transaction(async (inside) => {
    const { id } = await lockModel(inside, name);
    const before = await selectModel(inside.sql, name);
    // A tag is beside the model and not of it, as in MLflow.
    if (description !== undefined || written !== undefined) {
      await writeModel(inside, id, {
        ...(description !== undefined && { description }),
        ...(written !== undefined && { policy: written }),
        updated_ms: inside.clock(),
      });
    }
    await writeModelTags(inside, id, tags);
    const after = await selectModel(inside.sql, name);
    await recordEvent(inside, by, {
      action: 'model.updated',
      subjectKind: 'model',
      subject: name,
      before: told(before),
      after: told(after),
    });
    return after;
  });
}

function told({ description, policy, tags }: Model): Pick<Model, 'description' | 'policy' | 'tags'> {
  return { description, policy, tags };
}

function policyJson(policy: Readonly<Record<string, unknown>> | null): string | null {
  if (policy === null) return null;
  if (typeof policy !== 'object' || Array.isArray(policy)) {
    throw new LedgerError(
      'VALUE_INVALID',
      'The policy is not an object; give its fields, or null for the usual one.',
    );
  }
  const json = storedJson(policy);
  assertStorable('The policy', json, 20_000);
  return json;
}
