import type * as Wire from '@verdict/api';
import {
  getModel,
  getRun,
  getVersion,
  type Ledger,
  listDatasets,
  listJudgements,
  type ModelVersion,
  readAsked,
  readStanding,
  rollbackTarget,
} from '@verdict/ledger';
import { heldOutRows } from '../../rows-to-judge-on.ts';
import { presentJudgement } from '../record/present-models.ts';
import { presentTraffic } from '../record/present-traffic.ts';
import { presentMove, presentVersionLine } from './present-console-models.ts';
import { samePolicy } from './same-policy.ts';

/** A person chooses among them from a list; more are named by hand. */
const mostDatasets = 200;
/** The judge is seldom asked so often about one candidate under other rules. */
const mostJudgements = 20;

/** What would follow if that version were put in service now; without a version, of rolling back. */
export async function readConsequences(
  ledger: Ledger,
  { model: name, version }: { readonly model: string; readonly version: number | null },
): Promise<Wire.Consequences> {
  const model = await getModel(ledger, name);
  const { champion: from, moves, traffic } = await readStanding(ledger, model, { moves: 1, judgements: 0 });
  const number = version ?? (await rollbackTarget(ledger, name));
  const to = number === null ? null : await getVersion(ledger, name, number);
  const line = { to: to && presentVersionLine(to), from: from && presentVersionLine(from) };
  const judged =
    version === null
      ? []
      : (await listJudgements(ledger, name, { candidate: version, limit: mostJudgements })).items;
  const judgement = judged.find(
    (each) => each.champion === (from?.version ?? null) && samePolicy(each.policy, model.policy),
  );
  const datasets = await listDatasets(ledger, { limit: mostDatasets });
  return {
    ...line,
    since: from && moves[0] ? presentMove(moves[0]) : null,
    labels: {
      gained: lacking(line.to?.classes, line.from?.classes),
      lost: lacking(line.from?.classes, line.to?.classes),
    },
    judgement: judgement ? presentJudgement(judgement) : null,
    held_out: to && (await heldOutOf(ledger, to)),
    datasets: datasets.items.flatMap(({ name: dataset, latest }) =>
      latest ? [{ name: dataset, latest: latest.number }] : [],
    ),
    traffic: traffic && presentTraffic(traffic),
    asked: await readAsked(ledger, { model: name }),
  };
}

async function heldOutOf(ledger: Ledger, { runId }: ModelVersion): Promise<string | null> {
  const rows = runId === null ? null : heldOutRows(await getRun(ledger, runId));
  return rows && `${rows.dataset}@${rows.number}`;
}

/** Where nobody serves, or a file says nothing, no label is gained or lost. */
function lacking(of: readonly string[] = [], other: readonly string[] = []): string[] {
  return other.length === 0 || of.length === 0 ? [] : of.filter((label) => !other.includes(label));
}
