import type * as Wire from '@verdict/api';
import { defaultPolicy } from '@verdict/engine';
import {
  getChain,
  getJudgement,
  getModel,
  getRun,
  getVersion,
  type Ledger,
  LedgerError,
  listArtifacts,
  listJudgements,
  listVersions,
  modelAccuracy,
  type PageOptions,
  readAsked,
  readStanding,
  rollbackTarget,
  versionNeighbours,
} from '@verdict/ledger';
import { presentChain, presentJudgement } from '../record/present-models.ts';
import { presentTraffic } from '../record/present-traffic.ts';
import {
  presentCard,
  presentJudgementLine,
  presentMove,
  presentVersionLine,
} from './present-console-models.ts';
import { samePolicy, wholePolicy } from './same-policy.ts';

/** As many as a page shows of each; all of them are the resources' own to list. */
const most = { moves: 100, judgements: 50 } as const;
const monthMs = 30 * 24 * 60 * 60 * 1000;

export async function readConsoleModel(
  ledger: Ledger,
  { name, ...page }: PageOptions & { readonly name: string },
): Promise<Wire.ConsoleModel> {
  const model = await getModel(ledger, name);
  const { champion, moves, judgements, traffic } = await readStanding(ledger, model, most);
  const versions = await listVersions(ledger, name, page);
  const told = champion?.version ?? model.latest?.version;
  const accuracies = await modelAccuracy(ledger, { model: name, fromMs: ledger.clock() - monthMs });
  return {
    name,
    description: model.description,
    tags: model.tags,
    aliases: model.aliases,
    created_ms: model.createdMs,
    updated_ms: model.updatedMs,
    policy: model.policy as Wire.ConsoleModel['policy'],
    policy_in_force: wholePolicy(model.policy) ?? { ...defaultPolicy },
    policy_usual: { ...defaultPolicy },
    versions: versions.items.map(presentVersionLine),
    versions_total: model.versions,
    next_page_token: versions.nextPageToken,
    champion: champion && presentVersionLine(champion),
    chain: told === undefined ? null : presentChain(await getChain(ledger, name, told)),
    moves: moves.map(presentMove),
    rollback_to: champion && (await rollbackTarget(ledger, name)),
    judgements: judgements.map(presentJudgementLine),
    traffic: traffic && presentTraffic(traffic),
    asked: await readAsked(ledger, { model: name }),
    feedback: accuracies.map(({ version, labelled, correct, accuracy, interval }) => ({
      version,
      labelled,
      correct,
      accuracy: { estimate: accuracy, ...interval },
    })),
  };
}

export async function readConsoleVersion(
  ledger: Ledger,
  { name, version: number }: { readonly name: string; readonly version: number },
): Promise<Wire.ConsoleVersion> {
  const version = await getVersion(ledger, name, number);
  const { aliases } = await getModel(ledger, name);
  const judgements = await listJudgements(ledger, name, { candidate: number, limit: most.judgements });
  return {
    model: name,
    line: presentVersionLine(version),
    tags: version.tags,
    chain: presentChain(await getChain(ledger, name, number)),
    card: version.facts && presentCard(version.facts),
    run: version.runId === null ? null : await runOf(ledger, version.runId),
    judgements: judgements.items.map(presentJudgementLine),
    asked: await readAsked(ledger, { model: name, version: number }),
    in_service: aliases.champion ?? null,
    ...(await versionNeighbours(ledger, { model: name, version: number })),
  };
}

async function runOf(ledger: Ledger, id: string): Promise<Wire.ConsoleVersion['run']> {
  const { params, deleted } = await getRun(ledger, id);
  const files = deleted ? [] : (await listArtifacts(ledger, id)).map(({ path, bytes }) => ({ path, bytes }));
  const has = (path: string) => (files.some((file) => file.path === path) ? path : null);
  return { params, curves: has('report/curves.json'), card: has('report/model-card.html'), files };
}

export async function readConsoleJudgement(
  ledger: Ledger,
  { name, id }: { readonly name: string; readonly id: number },
): Promise<Wire.ConsoleJudgement> {
  const judgement = await getJudgement(ledger, name, id);
  const { aliases, policy } = await getModel(ledger, name);
  return {
    judgement: presentJudgement(judgement),
    in_service: aliases.champion ?? null,
    candidate_is_there: await isThere(ledger, name, judgement.candidate),
    policy_changed: !samePolicy(judgement.policy, policy),
  };
}

async function isThere(ledger: Ledger, name: string, version: number): Promise<boolean> {
  try {
    await getVersion(ledger, name, version);
    return true;
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'MODEL_VERSION_UNKNOWN') return false;
    throw error;
  }
}
