import { ApiError, type ServingClient } from '@verdict/api';
import { orRefused } from '../prediction-log/remote-sink.ts';
import { presentLoggedShadow } from '../serving/present-logged.ts';
import type { TrafficRecord } from './traffic-record.ts';

/** The record is another process's: what became of a trial is told to it over HTTP. */
export function remoteTrafficRecord(client: Pick<ServingClient, 'logShadow' | 'abort'>): TrafficRecord {
  return {
    writeShadow: async (answers) => {
      if (answers.length > 0)
        await orRefused(client.logShadow({ answers: answers.map(presentLoggedShadow) }));
    },
    abort: async ({ model, startedMs, reason }) => {
      try {
        await client.abort({ model, reason, started_ms: startedMs });
      } catch (error) {
        // It ended meanwhile, or its model is gone: nothing is tried any more.
        if (error instanceof ApiError && (error.status === 404 || error.status === 422)) return;
        throw error;
      }
    },
  };
}
