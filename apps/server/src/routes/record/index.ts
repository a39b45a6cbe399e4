import type { Readable } from 'node:stream';
import type { Auth } from '../../auth/index.ts';
import { accountRoutes } from '../accounts.ts';
import { consoleRoutes } from '../console/index.ts';
import { keyRoutes } from '../keys.ts';
import type { App } from '../route-input.ts';
import { sessionRoutes } from '../session.ts';
import { whoamiRoutes } from '../whoami.ts';
import { artifactRoutes } from './artifacts.ts';
import { batchRoutes } from './batches.ts';
import { datasetRoutes } from './datasets.ts';
import { eventRoutes } from './events.ts';
import { experimentRoutes } from './experiments.ts';
import { feedbackRoutes } from './feedback.ts';
import { importRoutes } from './import.ts';
import { jobRoutes } from './jobs.ts';
import { keepingRoutes } from './keeping.ts';
import { labelRoutes } from './labels.ts';
import { modelVersionRoutes } from './model-versions.ts';
import { modelRoutes } from './models.ts';
import { predictionRoutes } from './predictions.ts';
import { promotionRoutes } from './promotion.ts';
import type { RecordInput } from './record-input.ts';
import { runRoutes } from './runs.ts';
import { servingRoutes } from './serving.ts';
import { octets } from './streams.ts';
import { trafficRoutes } from './traffic.ts';

/** In a scope of their own: these alone take bytes, and their replies need no schema to be written. */
export function recordRoutes({ app, auth, ...input }: RecordInput & { readonly auth: Auth }): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      octets,
      (_request: unknown, payload: Readable, done: (error: null, body: Readable) => void) =>
        done(null, payload),
    );
    // What the routes give is typed by the schema and made here; checking unions again costs more than writing them.
    scope.setSerializerCompiler(() => JSON.stringify);
    const record: RecordInput = { ...input, app: scope as App };
    datasetRoutes(record);
    experimentRoutes(record);
    runRoutes(record);
    artifactRoutes(record);
    importRoutes(record);
    modelRoutes(record);
    modelVersionRoutes(record);
    promotionRoutes(record);
    trafficRoutes(record);
    jobRoutes(record);
    batchRoutes(record);
    predictionRoutes(record);
    feedbackRoutes(record);
    labelRoutes(record);
    eventRoutes(record);
    keepingRoutes(record);
    servingRoutes(record);
    accountRoutes({ app: scope as App, ledger: input.ledger, auth });
    keyRoutes({ app: scope as App, ledger: input.ledger, auth });
    whoamiRoutes(scope as App);
    sessionRoutes({ app: scope as App, auth, clock: input.ledger.clock });
    consoleRoutes(record);
  });
}
