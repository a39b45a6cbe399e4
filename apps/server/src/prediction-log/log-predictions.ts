import type { ServerConfig } from '../config.ts';
import type { Metrics } from '../metrics/index.ts';
import { predictionLogFamilies } from '../metrics/index.ts';
import type { App } from '../routes/route-input.ts';
import { createPredictionLog, type PredictionLog } from './create-prediction-log.ts';
import type { PredictionSink } from './prediction-sink.ts';

export interface LogPredictionsInput {
  readonly app: App;
  readonly config: Pick<ServerConfig, 'predictionLog' | 'predictionBufferBytes'>;
  readonly sink: PredictionSink;
  readonly metrics: Pick<Metrics, 'add'>;
}

/** Of the time that a stop may take; a database that has not answered by then is away. */
const stopMs = 5000;

/** The prediction log of an app, which ends with it; null where it is switched off. */
export function logPredictions({ app, config, sink, metrics }: LogPredictionsInput): PredictionLog | null {
  if (config.predictionLog === 'off') return null;
  const log = createPredictionLog({
    sink,
    text: config.predictionLog,
    bufferBytes: config.predictionBufferBytes,
    onTrouble: (error) => app.log.warn({ err: error, event_type: 'DB_WRITE' }, 'prediction_log_waits'),
    onRecovered: () => app.log.info({ event_type: 'DB_WRITE' }, 'prediction_log_flows'),
  });
  metrics.add(() => predictionLogFamilies(log));
  app.addHook('onClose', async () => {
    await log.stop(stopMs);
    if (log.dropped() > 0) {
      app.log.warn({ event_type: 'DB_WRITE', rows: log.dropped() }, 'prediction_log_dropped');
    }
  });
  return log;
}
