import { Readable } from 'node:stream';
import {
  Batch,
  BatchesQuery,
  BatchesReply,
  BatchQueueReply,
  BatchResults,
  BatchResultsQuery,
} from '@verdict/api';
import {
  batchLabels,
  batchQueue,
  batchUnknown,
  cancelJob,
  getBatch,
  listBatches,
  type Permission,
  readBatchRows,
  type TextBatch,
} from '@verdict/ledger';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { assertPermission } from '../../auth/index.ts';
import { takeBatchBodies } from '../../batches/batch-body.ts';
import { batchEvents } from '../../batches/batch-events.ts';
import { csvLines, jsonLines, presentResult, resultFormat } from '../../batches/result-lines.ts';
import { ServerError } from '../../errors.ts';
import { recordErrors, refusals } from '../../schemas.ts';
import { sendBytes } from '../../send-bytes.ts';
import { untilGone } from '../../until-gone.ts';
import type { App } from '../route-input.ts';
import { pageOf } from './paging.ts';
import { presentBatch } from './present-batches.ts';
import type { RecordInput } from './record-input.ts';
import { bytesReply } from './streams.ts';
import { submitBatchRoute } from './submit-batch.ts';

const tags = ['batch'];
const eventStream: Readonly<Record<string, object>> = {
  'text/event-stream': {
    schema: Type.Object({
      event: Type.Literal('batch'),
      data: Type.String({ description: 'The batch as JSON.' }),
    }),
  },
};
const OfBatch = Type.Object({ id: Type.String() });
/** Each holds a connection and asks the record once a second. */
const mostStreams = 200;
const usualPageSize = 100;

export function batchRoutes({ app, ...input }: RecordInput): void {
  app.register(async (scope) => {
    takeBatchBodies(scope as App, input.config.bodyLimitBytes);
    submitBatchRoute({ ...input, app: scope as App });
  });
  readRoutes({ app, ...input });
}

function readRoutes({ app, ledger, stopping }: RecordInput): void {
  let streams = 0;
  const mine = async (request: FastifyRequest, id: string, other: Permission): Promise<TextBatch> => {
    const batch = await getBatch(ledger, id);
    if (batch.createdBy === request.actor.name || may(request, other)) return batch;
    throw batchUnknown();
  };

  app.get(
    '/api/v1/batch',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'batches.list',
        summary: 'List batches, newest first',
        description: 'Those of the caller; of everybody with the permission read.',
        tags,
        querystring: BatchesQuery,
        response: {
          200: BatchesReply,
          ...refusals(...recordErrors, 'PERMISSION_DENIED', 'PAGE_TOKEN_INVALID'),
        },
      },
    },
    async (request) => {
      assertMay(request, 'predict', 'read');
      const { status } = request.query;
      const { items, nextPageToken } = await listBatches(ledger, {
        ...(status !== undefined && { state: status }),
        ...(!may(request, 'read') && { createdBy: request.actor.name }),
        ...pageOf(request.query),
      });
      const now = ledger.clock();
      return { batches: items.map((batch) => presentBatch(batch, now)), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/batch/queue/status',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'batches.queue',
        summary: 'Count the batches that wait and run, by priority',
        tags,
        response: { 200: BatchQueueReply, ...refusals(...recordErrors) },
      },
    },
    async () => {
      const { high, medium, low } = await batchQueue(ledger);
      const total = {
        queued: high.queued + medium.queued + low.queued,
        running: high.running + medium.running + low.running,
      };
      return { queues: { high, medium, low, total } };
    },
  );

  app.get(
    '/api/v1/batch/status/:id',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'batches.get',
        summary: 'Show a batch and how far it is',
        tags,
        params: OfBatch,
        response: { 200: Batch, ...refusals(...recordErrors, 'PERMISSION_DENIED', 'BATCH_UNKNOWN') },
      },
    },
    async (request) => {
      assertMay(request, 'predict', 'read');
      return presentBatch(await mine(request, request.params.id, 'read'), ledger.clock());
    },
  );

  app.get(
    '/api/v1/batch/results/:id',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'batches.results',
        summary: 'Read what has been labelled, a page or all of it',
        description:
          'JSON is a page. With `Accept: text/csv` or `application/x-ndjson`, or `format`, it is every row that is there by now.',
        tags,
        params: OfBatch,
        querystring: BatchResultsQuery,
        response: {
          200: {
            description: 'The results.',
            content: {
              'application/json': { schema: BatchResults },
              ...bytesReply('text/csv', 'application/x-ndjson').content,
            },
          },
          ...refusals(
            ...recordErrors,
            'PERMISSION_DENIED',
            'BATCH_UNKNOWN',
            'BLOB_UNKNOWN',
            'BLOB_STORE_FAILED',
          ),
        },
      },
    },
    async (request, reply) => {
      assertMay(request, 'predict', 'read');
      const { id } = request.params;
      const batch = await mine(request, id, 'read');
      const { page = 1, page_size = usualPageSize, format: asked } = request.query;
      const format = resultFormat(asked, request.headers.accept);
      const signal = untilGone(request, reply, stopping);
      reply.header('vary', 'accept');
      if (format !== 'json') {
        const rows = readBatchRows(ledger, id, { fromRow: 0, toRow: batch.processed, signal });
        const stream = Readable.from(format === 'csv' ? csvLines(rows) : jsonLines(rows), {
          objectMode: false,
        });
        return sendBytes(reply, stream, {
          type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
          filename: `batch-${id}.${format}`,
        });
      }
      const fromRow = (page - 1) * page_size;
      const toRow = Math.min(fromRow + page_size, batch.processed);
      const results: ReturnType<typeof presentResult>[] = [];
      for await (const lines of readBatchRows(ledger, id, { fromRow, toRow, signal })) {
        for (const line of lines) results.push(presentResult(line));
      }
      return reply.send({
        job_id: id,
        status: batch.state,
        total_results: batch.processed,
        page,
        page_size,
        has_more: batch.processed > fromRow + page_size,
        summary: { labels: await batchLabels(ledger, id), failed: batch.failed, unsure: batch.unsure },
        results,
      });
    },
  );

  app.get(
    '/api/v1/batch/events/:id',
    {
      // Answered by following the batch to its end for nobody.
      exposeHeadRoute: false,
      config: { permission: 'any' },
      schema: {
        operationId: 'batches.watch',
        summary: 'Follow a batch by server-sent events',
        description: 'Each has the batch as `data`; the last is the one that says how it ended.',
        tags,
        params: OfBatch,
        response: {
          200: { description: 'Events, until the batch has ended.', content: eventStream },
          ...refusals(...recordErrors, 'PERMISSION_DENIED', 'BATCH_UNKNOWN', 'ENGINE_BUSY'),
        },
      },
    },
    async (request, reply) => {
      assertMay(request, 'predict', 'read');
      const { id } = request.params;
      await mine(request, id, 'read');
      if (streams >= mostStreams) {
        throw new ServerError(
          'ENGINE_BUSY',
          `${mostStreams} follow batches already; ask for its status instead.`,
        );
      }
      const signal = untilGone(request, reply, stopping);
      const look = async () => presentBatch(await getBatch(ledger, id), ledger.clock());
      const stream = Readable.from(batchEvents(look, signal), { objectMode: false });
      streams++;
      stream.once('close', () => {
        streams--;
      });
      // The listener has gone, or the record is away: its client asks again.
      stream.on('error', () => {});
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  );

  app.delete(
    '/api/v1/batch/jobs/:id',
    {
      config: { permission: 'any' },
      schema: {
        operationId: 'batches.cancel',
        summary: 'Cancel a batch; what it has labelled stays',
        tags,
        params: OfBatch,
        response: {
          200: Batch,
          ...refusals(...recordErrors, 'PERMISSION_DENIED', 'BATCH_UNKNOWN', 'JOB_FINISHED'),
        },
      },
    },
    async (request) => {
      assertMay(request, 'predict', 'write');
      const { id } = request.params;
      await mine(request, id, 'write');
      await cancelJob(ledger, request.actor, id);
      return presentBatch(await getBatch(ledger, id), ledger.clock());
    },
  );
}

function may({ caller }: FastifyRequest, permission: Permission): boolean {
  return caller?.permissions.includes(permission) ?? false;
}

/** One of the two. */
function assertMay(request: FastifyRequest, one: Permission, other: Permission): void {
  if (!may(request, one)) assertPermission(request, other);
}
