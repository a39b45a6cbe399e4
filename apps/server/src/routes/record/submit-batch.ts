import { Readable } from 'node:stream';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import { Batch, BatchQuery, BatchRequest, BatchTexts } from '@verdict/api';
import {
  type BatchPriority,
  batchQueue,
  getVersion,
  LedgerError,
  type ModelVersion,
  parseModelReference,
  submitBatch,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { endingOf, textFileEndings } from '../../batches/batch-body.ts';
import { type FrozenTexts, freezeTexts, freezeTextsFile } from '../../batches/freeze-texts.ts';
import { ServerError } from '../../errors.ts';
import { uploadOf } from '../../receive-upload.ts';
import { bodyErrors, recordErrors, refusals, uploadErrors } from '../../schemas.ts';
import { untilGone } from '../../until-gone.ts';
import { checkedWebhook } from '../../webhooks/check-webhook.ts';
import { presentBatch } from './present-batches.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['batch'];
const SubmitHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ description: 'The same key with the same texts again is the batch that is there.' }),
  ),
  'webhook-secret': Type.Optional(
    Type.String({
      minLength: 16,
      maxLength: 200,
      description: 'Of the webhook in `webhook_url`; in the body, `webhook` has its own.',
    }),
  ),
});
const binary = { schema: { type: 'string', format: 'binary' } };
/** Some weeks of a busy site's; whoever sends more has a loop that goes wrong. */
const mostQueued = 1000;

/** `POST /batch/predict`: the texts are frozen, the version is fixed, and the job is there, or nothing is. */
export function submitBatchRoute({
  app,
  config,
  ledger,
  engine,
  tempFolder,
  wakeWorker,
  stopping,
}: RecordInput): void {
  app.route({
    method: 'POST',
    url: '/api/v1/batch/predict',
    config: { permission: 'predict', eventType: 'DB_WRITE' },
    // A stream is looked at by whoever reads it.
    validatorCompiler: (route) => {
      const check = TypeBoxValidatorCompiler(route);
      return (value: unknown) => (value instanceof Readable ? { value } : check(value));
    },
    schema: {
      operationId: 'batches.submit',
      summary: 'Label many texts, in a job that survives restarts',
      description:
        'The texts are the JSON body’s, or the rows of a file: CSV, TSV, JSON lines, a JSON array or Parquet, plain or gzipped. What goes with a file stands in the query.',
      tags,
      headers: SubmitHeaders,
      querystring: BatchQuery,
      body: {
        content: {
          'application/json': { schema: Type.Union([BatchRequest, BatchTexts]) },
          ...Object.fromEntries(Object.keys(textFileEndings).map((type) => [type, binary])),
        },
      },
      response: {
        202: Batch,
        ...refusals(
          ...bodyErrors,
          ...recordErrors,
          ...uploadErrors,
          'NAME_INVALID',
          'VALUE_INVALID',
          'MODEL_UNKNOWN',
          'MODEL_VERSION_UNKNOWN',
          'ALIAS_UNKNOWN',
          'CANNOT_SERVE',
          'DATA_REFUSED',
          'WEBHOOK_REFUSED',
          'ENGINE_BUSY',
          'IDEMPOTENCY_KEY_USED',
        ),
      },
    },
    handler: async (request, reply) => {
      const query = request.query as BatchQuery;
      const headers = request.headers;
      const streamed = request.body instanceof Readable || request.body === undefined;
      const body = streamed ? null : (request.body as BatchRequest);
      const hook =
        body?.webhook ??
        (query.webhook_url !== undefined && { url: query.webhook_url, secret: headers['webhook-secret'] });
      const reach = config.privateWebhooks === 'allow' ? 'any' : 'public';
      const webhook = hook ? checkedWebhook(hookOf(hook), reach) : null;
      const asked = body?.model ?? query.model ?? config.defaultModel;
      const priority: BatchPriority = body?.priority ?? query.priority ?? 'medium';
      // Before the bytes: an hour of uploading should not end at a model that is not there.
      const { name, version: selector } = parseModelReference(asked);
      const version = await getVersion(ledger, name, selector);
      const modelSha256 = servable(version);
      const queue = Object.values(await batchQueue(ledger));
      if (queue.reduce((sum, { queued }) => sum + queued, 0) >= mostQueued) {
        throw new ServerError(
          'ENGINE_BUSY',
          `${mostQueued} batches wait already; try again when some are done.`,
        );
      }
      const signal = untilGone(request, reply, stopping);
      let frozen: FrozenTexts;
      if (body) {
        const texts = body.texts.map((text) => (typeof text === 'string' ? text : text.text));
        frozen = await freezeTexts({ ledger, signal }, texts);
      } else {
        frozen = await freezeTextsFile(
          { ledger, engine, tempFolder, signal },
          {
            body: uploadOf(request, { maxBytes: config.maxUploadBytes, idleMs: config.requestTimeoutMs }),
            ending: endingOf(headers['content-type']),
            text: query.text ?? null,
          },
        );
      }
      const key = headers['idempotency-key'];
      const { batch } = await submitBatch(ledger, request.actor, {
        ...frozen,
        asked,
        model: name,
        version: version.version,
        modelSha256,
        priority,
        webhook,
        ...(typeof key === 'string' && { idempotencyKey: key }),
      });
      wakeWorker();
      return reply.code(202).send(presentBatch(batch, ledger.clock()));
    },
  });
}

function servable({ model, version, format, sha256 }: ModelVersion): string {
  if (format === 'verdict' && sha256 !== null) return sha256;
  throw new LedgerError(
    'CANNOT_SERVE',
    `${model}@${version} is no .verdict file, which alone can be asked; name another.`,
  );
}

function hookOf({ url, secret }: { url: string; secret?: unknown }) {
  return { url, ...(typeof secret === 'string' && { secret }) };
}
