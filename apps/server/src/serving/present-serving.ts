import type { ServingState, ServingVersion } from '@verdict/api';
import type { ServingVersion as ServableVersion, Serving, ServingKey } from '@verdict/ledger';

/** What is to be served, on its way to a process without a database; `readServing` is the way back. */
export function presentServing(serving: Serving, keys: readonly ServingKey[]): ServingState {
  return {
    revision: serving.revision,
    versions: serving.versions.map(presentServable),
    challengers: serving.challengers.map(presentServable),
    traffic: serving.traffic.map(({ startedMs, rules, ...how }) => ({
      ...how,
      rules: {
        minimum_answers: rules.minimumAnswers,
        failure_share: rules.failureShare,
        latency_ratio: rules.latencyRatio,
        accuracy_drop: rules.accuracyDrop,
      },
      started_ms: startedMs,
    })),
    keys: keys.map(({ scopes, expiresMs, ...key }) => ({
      ...key,
      scopes: [...scopes],
      expires_ms: expiresMs,
    })),
  };
}

export function readServing({ revision, versions, challengers, traffic }: ServingState): Serving {
  return {
    revision,
    versions: versions.map(readServable),
    challengers: challengers.map(readServable),
    traffic: traffic.map(({ started_ms, rules, ...how }) => ({
      ...how,
      rules: {
        minimumAnswers: rules.minimum_answers,
        failureShare: rules.failure_share,
        latencyRatio: rules.latency_ratio,
        accuracyDrop: rules.accuracy_drop,
      },
      startedMs: started_ms,
    })),
  };
}

export function readServingKeys({ keys }: ServingState): ReadonlyMap<string, ServingKey> {
  return new Map(keys.map(({ expires_ms, ...key }) => [key.id, { ...key, expiresMs: expires_ms }]));
}

export function presentServable({ runId, ...version }: ServableVersion): ServingVersion {
  return { ...version, run_id: runId };
}

export function readServable({ run_id, ...version }: ServingVersion): ServableVersion {
  return { ...version, runId: run_id };
}
