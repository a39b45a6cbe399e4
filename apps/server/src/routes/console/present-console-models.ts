import type * as Wire from '@verdict/api';
import type { AliasMove, Facts, Judgement, ModelOverview, ModelVersion } from '@verdict/ledger';
import { presentTraffic } from '../record/present-traffic.ts';
import { knownFacts, qualityOf } from './version-quality.ts';

export function presentVersionLine(version: ModelVersion): Wire.VersionLine {
  const { facts } = version;
  return {
    version: version.version,
    format: version.format,
    status: version.status,
    aliases: [...version.aliases],
    description: version.description,
    run_id: version.runId,
    recipe: recipeName(facts),
    classes: [...knownFacts(facts).classes],
    trained_rows: typeof facts?.rows === 'number' ? facts.rows : null,
    quality: qualityOf(facts),
    sha256: version.sha256,
    bytes: version.bytes,
    created_ms: version.createdMs,
    created_by: version.createdBy,
  };
}

export function presentModelOverview({
  model,
  champion,
  lastMove,
  traffic,
  asked,
  judgement,
}: ModelOverview): Wire.ConsoleModelLine {
  return {
    name: model.name,
    description: model.description,
    versions: model.versions,
    latest: model.latest?.version ?? null,
    can_serve: champion !== null || model.latest?.format === 'verdict',
    champion: champion && presentVersionLine(champion),
    champion_since_ms: champion && lastMove ? lastMove.atMs : null,
    traffic: traffic && presentTraffic(traffic),
    asked,
    judgement: judgement && presentJudgementLine(judgement),
    updated_ms: model.updatedMs,
  };
}

export function presentJudgementLine(judgement: Judgement): Wire.JudgementLine {
  return {
    id: judgement.id,
    candidate: judgement.candidate,
    champion: judgement.champion,
    verdict: judgement.verdict,
    refused_by: [...new Set(judgement.reasons.filter(({ passed }) => !passed).map(({ rule }) => rule))],
    difference: differenceOf(judgement.numbers),
    rows: judgement.rows,
    created_ms: judgement.createdMs,
    created_by: judgement.createdBy,
  };
}

export function presentMove({
  kind,
  from,
  to,
  reason,
  judgement,
  atMs,
  actor,
}: AliasMove): Wire.ChampionMove {
  return { kind, from, to, reason, judgement, at_ms: atMs, actor };
}

export function presentCard(facts: Facts): NonNullable<Wire.ConsoleVersion['card']> {
  const { classes, metrics } = knownFacts(facts);
  return {
    kind: text(facts.kind) ?? 'unknown',
    positive: text(facts.positive),
    seed: typeof facts.seed === 'number' ? facts.seed : null,
    node: text(facts.node),
    learn: text(facts.learn),
    recipe: facts.recipe ?? null,
    classes: (metrics?.perClass ?? []).map(({ precision, recall, f1, support, called }, index) => ({
      label: classes[index] ?? String(index),
      precision,
      recall,
      f1,
      support,
      called,
    })),
    confusion: (metrics?.confusion ?? []).map((row) => [...row]),
  };
}

function recipeName(facts: Facts | null): string | null {
  return text((facts?.recipe as { readonly name?: unknown } | null | undefined)?.name);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Numbers on record are what the judge of that day wrote. */
function differenceOf(numbers: Judgement['numbers']): Wire.ShareWithin | null {
  const { difference, low, high } = (numbers.accuracy ?? {}) as Record<string, unknown>;
  if (typeof difference !== 'number' || typeof low !== 'number' || typeof high !== 'number') return null;
  return { estimate: difference, low, high };
}
