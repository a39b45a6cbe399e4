import { CreateExperiment, Experiment, ExperimentsReply, NoReply, PageQuery } from '@verdict/api';
import {
  createExperiment,
  deleteExperiment,
  getExperiment,
  listExperiments,
  restoreExperiment,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from './paging.ts';
import { presentExperiment } from './present-runs.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['experiments'];
const OfExperiment = Type.Object({ id: Type.String() });

export function experimentRoutes({ app, ledger }: RecordInput): void {
  app.get(
    '/api/v1/experiments',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'experiments.list',
        summary: 'List experiments',
        tags,
        querystring: PageQuery,
        response: { 200: ExperimentsReply, ...refusals(...recordErrors, 'PAGE_TOKEN_INVALID') },
      },
    },
    async (request) => {
      const { items, nextPageToken } = await listExperiments(ledger, pageOf(request.query));
      return { experiments: items.map(presentExperiment), next_page_token: nextPageToken };
    },
  );

  app.post(
    '/api/v1/experiments',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'experiments.create',
        summary: 'Create an experiment',
        tags,
        body: CreateExperiment,
        response: {
          200: Experiment,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'NAME_INVALID',
            'VALUE_INVALID',
            'LIMIT_EXCEEDED',
            'EXPERIMENT_EXISTS',
          ),
        },
      },
    },
    async (request) => {
      const { name, tags: given } = request.body;
      const wanted = { name, ...(given && { tags: given }) };
      return presentExperiment(await createExperiment(ledger, request.actor, wanted));
    },
  );

  app.get(
    '/api/v1/experiments/:id',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'experiments.get',
        summary: 'Show an experiment',
        tags,
        params: OfExperiment,
        response: { 200: Experiment, ...refusals(...recordErrors, 'EXPERIMENT_UNKNOWN') },
      },
    },
    async (request) => presentExperiment(await getExperiment(ledger, request.params.id)),
  );

  app.delete(
    '/api/v1/experiments/:id',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'experiments.remove',
        summary: 'Delete an experiment with its runs; they can be restored',
        tags,
        params: OfExperiment,
        response: {
          200: NoReply,
          ...refusals(...recordErrors, 'EXPERIMENT_UNKNOWN', 'STILL_REFERRED_TO'),
        },
      },
    },
    async (request) => {
      await deleteExperiment(ledger, request.actor, request.params.id);
      return {};
    },
  );

  app.post(
    '/api/v1/experiments/:id/restore',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'experiments.restore',
        summary: 'Bring a deleted experiment back, with the runs that went with it',
        tags,
        params: OfExperiment,
        response: { 200: Experiment, ...refusals(...recordErrors, 'EXPERIMENT_UNKNOWN') },
      },
    },
    async (request) => presentExperiment(await restoreExperiment(ledger, request.actor, request.params.id)),
  );
}
