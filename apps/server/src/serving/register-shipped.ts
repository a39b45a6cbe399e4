import {
  type Actor,
  champion,
  getModel,
  keepBlob,
  type Ledger,
  LedgerError,
  listVersions,
  type Model,
  promoteVersion,
  registerVersion,
} from '@verdict/ledger';
import type { ServedModel } from '@verdict/serve';
import { factsOf } from '../model-facts.ts';

const system: Actor = { name: 'system', requestId: null };
const reason = 'It comes with Verdict.';

export interface ShippedModel {
  readonly served: ServedModel;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/**
 * The models of the folder as versions on record, in service where nobody has put another one there. Harmless when it
 * is done again, and by several processes at once: the same file is one version, and the alias moves once.
 */
export async function registerShipped(ledger: Ledger, shipped: readonly ShippedModel[]): Promise<void> {
  const inOrder = [...shipped].sort((a, b) => a.served.version - b.served.version);
  for (const each of inOrder) await registerOne(ledger, each);
}

async function registerOne(ledger: Ledger, { served, bytes }: ShippedModel): Promise<void> {
  const { name, sha256 } = served;
  const model = await knownModel(ledger, name);
  const known = model ? (await listVersions(ledger, name, { limit: 1000 })).items : [];
  if (known.some((version) => version.sha256 === sha256)) return;
  const blob = await keepBlob(ledger, bytes(), { expect: { sha256 } });
  const { version } = await registerVersion(ledger, system, {
    model: name,
    runId: null,
    blob,
    format: 'verdict',
    facts: factsOf(served.model),
    description: reason,
  });
  const serving = model?.aliases[champion] ?? null;
  const servingIsOurs = known.some((other) => other.version === serving && other.createdBy === system.name);
  if (serving !== null && !servingIsOurs) return;
  await promoteVersion(ledger, system, {
    model: name,
    version: version.version,
    judgement: null,
    force: true,
    reason,
    expectedFrom: serving,
  }).catch((error: unknown) => {
    // Another process that starts now was first, with the same file.
    if (!(error instanceof LedgerError && error.code === 'ALIAS_MOVED')) throw error;
  });
}

async function knownModel(ledger: Ledger, name: string): Promise<Model | null> {
  try {
    return await getModel(ledger, name);
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'MODEL_UNKNOWN') return null;
    throw error;
  }
}
