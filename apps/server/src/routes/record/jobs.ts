import { Job, JobsQuery, JobsReply, SubmitJob } from '@verdict/api';
import {
  assertName,
  cancelJob,
  enqueueJob,
  getDatasetVersion,
  getJob,
  listJobs,
  parseDatasetReference,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { assertPermission } from '../../auth/index.ts';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from './paging.ts';
import { presentJob } from './present-jobs.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['jobs'];
const OfJob = Type.Object({ id: Type.String() });
const Idempotency = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({ description: 'The same key with the same job again is the job that is there.' }),
  ),
});

export function jobRoutes({ app, ledger, wakeWorker }: RecordInput): void {
  app.post(
    '/api/v1/jobs',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'jobs.submit',
        summary: 'Submit a job',
        tags,
        headers: Idempotency,
        body: SubmitJob,
        response: {
          202: Job,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'PERMISSION_DENIED',
            'NAME_INVALID',
            'VALUE_INVALID',
            'DATASET_UNKNOWN',
            'DATASET_VERSION_UNKNOWN',
            'IDEMPOTENCY_KEY_USED',
          ),
        },
      },
    },
    async (request, reply) => {
      const { kind, input } = request.body;
      if (input.promote) assertPermission(request, 'promote');
      // A job that can only fail is better refused while its caller still listens.
      assertName('model', input.model);
      for (const reference of [input.data, input.test]) {
        if (reference === undefined) continue;
        const { name, number } = parseDatasetReference(reference);
        await getDatasetVersion(ledger, name, number);
      }
      const key = request.headers['idempotency-key'];
      const { job } = await enqueueJob(ledger, request.actor, {
        kind,
        input,
        ...(key !== undefined && { idempotencyKey: key }),
      });
      wakeWorker();
      return reply.code(202).send(presentJob(job));
    },
  );

  app.get(
    '/api/v1/jobs',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'jobs.list',
        summary: 'List jobs, newest first',
        tags,
        querystring: JobsQuery,
        response: { 200: JobsReply, ...refusals(...recordErrors, 'PAGE_TOKEN_INVALID') },
      },
    },
    async (request) => {
      const { kind, state } = request.query;
      const { items, nextPageToken } = await listJobs(ledger, {
        ...(kind !== undefined && { kind }),
        ...(state !== undefined && { state }),
        ...pageOf(request.query),
      });
      return { jobs: items.map(presentJob), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/jobs/:id',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'jobs.get',
        summary: 'Show a job and how far it is',
        tags,
        params: OfJob,
        response: { 200: Job, ...refusals(...recordErrors, 'JOB_UNKNOWN') },
      },
    },
    async (request) => presentJob(await getJob(ledger, request.params.id)),
  );

  app.delete(
    '/api/v1/jobs/:id',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'jobs.cancel',
        summary: 'Cancel a job; one that runs is asked to stop',
        tags,
        params: OfJob,
        response: { 200: Job, ...refusals(...recordErrors, 'JOB_UNKNOWN', 'JOB_FINISHED') },
      },
    },
    async (request) => presentJob(await cancelJob(ledger, request.actor, request.params.id)),
  );
}
