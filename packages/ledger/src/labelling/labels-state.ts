import type { Actor, Ledger } from '../ledger.ts';
import { getChain } from '../models/get-chain.ts';
import { champion } from '../models/model.ts';
import { getModel } from '../models/read-models.ts';
import { findTraffic } from '../traffic/read-traffic.ts';
import { selectCandidates } from './candidates.store.ts';
import { type LabelSource, mostCounted } from './label-task.ts';
import { countLabelledBy, countLabels, countUnreviewed } from './label-tasks.store.ts';

export interface LabelsState {
  readonly model: string;
  readonly classes: readonly string[];
  readonly waiting: Readonly<Record<LabelSource, number>>;
  readonly labelled: number;
  readonly labelledByLabel: Readonly<Record<string, number>>;
  readonly changed: number;
  readonly said: number;
  readonly mineToday: number;
  readonly data: { readonly dataset: string; readonly number: number } | null;
}

const dayMs = 24 * 60 * 60_000;

export async function labelsState(ledger: Ledger, by: Actor, name: string): Promise<LabelsState> {
  const { sql: db } = ledger;
  const model = await getModel(ledger, name);
  const serving = model.aliases[champion] ?? null;
  const chain = serving === null ? null : await getChain(ledger, name, serving);
  const traffic = await findTraffic(ledger, name);
  const nowMs = ledger.clock();
  const wanted = {
    model: name,
    challenger: traffic?.mode === 'shadow' ? traffic.version : null,
    champion: serving,
    nowMs,
    mine: by.name,
    count: mostCounted,
  };
  const count = async (source: LabelSource) => (await selectCandidates(db, source, wanted)).length;
  const { byLabel, changed } = await countLabels(db, name);
  const data = chain?.data ?? null;
  return {
    model: name,
    classes: classesOf(chain?.version.facts?.classes ?? model.latest?.facts?.classes),
    waiting: {
      disputed: await count('disputed'),
      shadow: await count('shadow'),
      unsure: await count('unsure'),
    },
    labelled: Object.values(byLabel).reduce((sum, labels) => sum + labels, 0),
    labelledByLabel: byLabel,
    changed,
    said: await countUnreviewed(db, { model: name, most: mostCounted }),
    mineToday: await countLabelledBy(db, { model: name, actor: by.name, sinceMs: nowMs - dayMs }),
    data:
      data?.dataset != null && data.number !== null ? { dataset: data.dataset, number: data.number } : null,
  };
}

function classesOf(facts: unknown): readonly string[] {
  return Array.isArray(facts) ? facts.filter((name) => typeof name === 'string') : [];
}
