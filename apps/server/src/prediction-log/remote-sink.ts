import { ApiError, type ServingClient } from '@verdict/api';
import { presentLogged } from '../serving/present-logged.ts';
import type { PredictionSink } from './prediction-sink.ts';
import { RowsRefused } from './rows-refused.ts';

/** The record is another process's: rows go there over HTTP. */
export function remoteSink({ log }: Pick<ServingClient, 'log'>): PredictionSink {
  return {
    write: async (rows) => {
      await orRefused(log({ predictions: rows.map(presentLogged) }));
    },
  };
}

/** These very rows are at fault, or they are too many; a key that is not good can be mended, and the rows wait. */
const atFault = new Set([413, 422]);

export async function orRefused<Reply>(reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof ApiError && error.status !== null && atFault.has(error.status)) {
      throw new RowsRefused(error.message, error);
    }
    throw error;
  }
}
