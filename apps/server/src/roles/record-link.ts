import type { FastifyBaseLogger } from 'fastify';
import { type Auth, createAuth, createKeyAuth } from '../auth/index.ts';
import type { ServerConfig } from '../config.ts';
import { type PredictionSink, recordSink } from '../prediction-log/prediction-sink.ts';
import { remoteSink } from '../prediction-log/remote-sink.ts';
import type { RecordPlace } from '../record-place.ts';
import { standingOf } from '../record-standing.ts';
import type { RecordStanding } from '../routes/route-input.ts';
import type { Serving } from '../serving/create-serving.ts';
import type { ServingSource } from '../serving/serving-source.ts';
import { localSource } from '../serving/source-local.ts';
import { remoteSource } from '../serving/source-remote.ts';
import { remoteTrafficRecord } from '../traffic/remote-traffic-record.ts';
import { localTrafficRecord, type TrafficRecord } from '../traffic/traffic-record.ts';
import type { Upstream } from './upstream.ts';

/** All that answering needs of the record, which may be in this process or in another. */
export interface RecordLink {
  readonly source: ServingSource;
  readonly auth: Auth;
  readonly predictions: PredictionSink;
  readonly traffic: TrafficRecord;
  readonly standing: (serving: Pick<Serving, 'refused'>) => RecordStanding;
}

interface LinkInput {
  readonly config: ServerConfig;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

export function ownRecord({ ledger, store }: RecordPlace, { config, clock }: LinkInput): RecordLink {
  return {
    source: localSource(ledger),
    auth: createAuth({ ledger, config, clock }),
    predictions: recordSink(ledger),
    traffic: localTrafficRecord(ledger),
    standing: (serving) => standingOf(store, serving),
  };
}

export function recordOf(
  { url, client, folder }: Upstream,
  { config, clock, log }: LinkInput & { readonly log: Pick<FastifyBaseLogger, 'warn'> },
): RecordLink {
  const source = remoteSource({ client, url, folder, log });
  return {
    source,
    auth: createKeyAuth({ keys: source.keys, config, clock }),
    predictions: remoteSink(client),
    traffic: remoteTrafficRecord(client),
    standing: ({ refused }) => ({
      database: 'remote',
      // It was made to answer without: it stays in service, and says so where it is asked for its health.
      isNeeded: false,
      refused,
      answers: async () => source.reachable(),
    }),
  };
}
