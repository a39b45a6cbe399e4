import type * as Wire from '@verdict/api';
import type { Chain, Judgement, Model, ModelVersion, Promotion } from '@verdict/ledger';

export function presentModel(model: Model): Wire.Model {
  return {
    name: model.name,
    description: model.description,
    tags: model.tags,
    aliases: model.aliases,
    latest: model.latest && presentModelVersion(model.latest),
    versions: model.versions,
    policy: model.policy as Wire.Model['policy'],
    created_ms: model.createdMs,
    updated_ms: model.updatedMs,
  };
}

export function presentModelVersion(version: ModelVersion): Wire.ModelVersion {
  return {
    model: version.model,
    version: version.version,
    format: version.format,
    status: version.status,
    stage: version.stage,
    description: version.description,
    aliases: [...version.aliases],
    tags: version.tags,
    run_id: version.runId,
    sha256: version.sha256,
    bytes: version.bytes,
    facts: version.facts,
    created_ms: version.createdMs,
    created_by: version.createdBy,
  };
}

export function presentJudgement(judgement: Judgement): Wire.Judgement {
  return {
    id: judgement.id,
    model: judgement.model,
    candidate: judgement.candidate,
    champion: judgement.champion,
    verdict: judgement.verdict,
    reasons: judgement.reasons.map(({ rule, passed, message }) => ({ rule, passed, message })),
    numbers: judgement.numbers,
    policy: judgement.policy,
    rows: judgement.rows,
    rows_sha256: judgement.rowsSha256,
    created_ms: judgement.createdMs,
    created_by: judgement.createdBy,
  };
}

export function presentPromotion({ judgement, ...moved }: Promotion): Wire.PromoteReply {
  return { ...moved, judgement: judgement && presentJudgement(judgement) };
}

export function presentChain({ commit, data, run, version, moves }: Chain): Wire.Chain {
  return {
    commit,
    data: data && { dataset: data.dataset, number: data.number, rows_sha256: data.rowsSha256 },
    run,
    version: presentModelVersion(version),
    moves: moves.map(({ alias, kind, from, to, reason, atMs, actor }) => ({
      alias,
      kind,
      from,
      to,
      reason,
      at_ms: atMs,
      actor,
    })),
  };
}
