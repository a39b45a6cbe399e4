import {
  AbortTrial,
  LoggedReply,
  LogPredictions,
  LogShadowAnswers,
  NoReply,
  ServingState,
  ServingVersion,
} from '@verdict/api';
import {
  abortTraffic,
  findServable,
  isServable,
  LedgerError,
  listServing,
  listServingKeys,
  writePredictions,
  writeShadowAnswers,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { sendBytes } from '../../send-bytes.ts';
import { readLogged, readLoggedShadow } from '../../serving/present-logged.ts';
import { presentServable, presentServing } from '../../serving/present-serving.ts';
import { untilGone } from '../../until-gone.ts';
import type { RecordInput } from './record-input.ts';
import { bytesReply, octets } from './streams.ts';

const tags = ['serving'];

/** A row has at most one text, of at most ten million characters as settings allow, each six bytes long at worst. */
const logBodyBytes = 64 * 2 ** 20;

/** What processes ask that answer with the record's models and have no database: once every two seconds each. */
export function servingRoutes({ app, ledger, stopping }: RecordInput): void {
  app.get(
    '/api/v1/serving',
    {
      config: { permission: 'serve' },
      schema: {
        operationId: 'serving.read',
        summary: 'What to serve, and which keys are good',
        tags,
        response: {
          200: ServingState,
          304: { description: 'Nothing has changed since the ETag of If-None-Match.' },
          ...refusals(...recordErrors),
        },
      },
    },
    async (request, reply) => {
      const [serving, keys] = await Promise.all([listServing(ledger), listServingKeys(ledger)]);
      const etag = `"${serving.revision}.${keys.revision}"`;
      reply.header('etag', etag).header('cache-control', 'no-store');
      if (request.headers['if-none-match'] === etag) return reply.code(304).send();
      return presentServing(serving, keys.keys);
    },
  );

  app.get(
    '/api/v1/serving/versions/:name/:version',
    {
      config: { permission: 'serve' },
      schema: {
        operationId: 'serving.version',
        summary: 'A version that can serve, in service or not',
        tags,
        params: Type.Object({
          name: Type.String(),
          version: Type.String({ pattern: '^[1-9]\\d{0,9}$' }),
        }),
        response: { 200: ServingVersion, ...refusals(...recordErrors, 'MODEL_VERSION_UNKNOWN') },
      },
    },
    async ({ params }) => {
      const found = await findServable(ledger, { model: params.name, version: Number(params.version) });
      if (!found) {
        throw new LedgerError('MODEL_VERSION_UNKNOWN', 'No version of that name and number can serve.');
      }
      return presentServable(found);
    },
  );

  app.get(
    '/api/v1/serving/models/:sha256',
    {
      config: { permission: 'serve' },
      schema: {
        operationId: 'serving.file',
        summary: 'A model file by its hash',
        tags,
        params: Type.Object({ sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
        response: {
          200: bytesReply(octets),
          ...refusals(...recordErrors, 'MODEL_VERSION_UNKNOWN', 'BLOB_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const { sha256 } = request.params;
      if (!(await isServable(ledger, sha256))) {
        throw new LedgerError('MODEL_VERSION_UNKNOWN', 'No version that can serve has these bytes.');
      }
      const signal = untilGone(request, reply, stopping);
      return sendBytes(reply, await ledger.blobs.get(sha256, { signal }), {
        type: octets,
        filename: `${sha256}.verdict`,
        sha256,
      });
    },
  );

  app.post(
    '/api/v1/serving/predictions',
    {
      config: { permission: 'serve' },
      bodyLimit: logBodyBytes,
      schema: {
        operationId: 'serving.log',
        summary: 'Take rows of the prediction log; those that are there already stay as they are',
        tags,
        body: LogPredictions,
        response: { 200: LoggedReply, ...refusals(...bodyErrors, ...recordErrors, 'VALUE_INVALID') },
      },
    },
    async ({ body }) => {
      await writePredictions(ledger, body.predictions.map(readLogged));
      return { taken: body.predictions.length };
    },
  );

  app.post(
    '/api/v1/serving/shadow-answers',
    {
      config: { permission: 'serve' },
      bodyLimit: logBodyBytes,
      schema: {
        operationId: 'serving.logShadow',
        summary: 'Take what challengers said; rows that are there already stay as they are',
        tags,
        body: LogShadowAnswers,
        response: { 200: LoggedReply, ...refusals(...bodyErrors, ...recordErrors, 'VALUE_INVALID') },
      },
    },
    async ({ body }) => {
      await writeShadowAnswers(ledger, body.answers.map(readLoggedShadow));
      return { taken: body.answers.length };
    },
  );

  app.post(
    '/api/v1/serving/aborts',
    {
      config: { permission: 'serve' },
      schema: {
        operationId: 'serving.abort',
        summary: 'A challenger broke the rules of its trial and is asked no more',
        tags,
        body: AbortTrial,
        response: {
          200: NoReply,
          ...refusals(...bodyErrors, ...recordErrors, 'MODEL_UNKNOWN', 'TRAFFIC_UNKNOWN', 'VALUE_INVALID'),
        },
      },
    },
    async ({ actor, body }) => {
      const { model, reason, started_ms: startedMs } = body;
      await abortTraffic(ledger, actor, { model, reason, startedMs });
      return {};
    },
  );
}
