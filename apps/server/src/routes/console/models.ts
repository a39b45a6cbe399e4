import {
  Consequences,
  ConsequencesQuery,
  ConsoleJudgement,
  ConsoleModel,
  ConsoleModelQuery,
  ConsoleModelsQuery,
  ConsoleModelsReply,
  ConsoleVersion,
} from '@verdict/api';
import { listModelOverviews } from '@verdict/ledger';
import { Type } from 'typebox';
import { recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from '../record/paging.ts';
import type { RecordInput } from '../record/record-input.ts';
import { presentModelOverview } from './present-console-models.ts';
import { readConsequences } from './read-consequences.ts';
import { readConsoleJudgement, readConsoleModel, readConsoleVersion } from './read-console-model.ts';

const tags = ['console'];
const config = { permission: 'read' } as const;
const Number32 = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });

export function consoleModelRoutes({ app, ledger }: RecordInput): void {
  app.get(
    '/api/v1/console/models',
    {
      config,
      schema: {
        operationId: 'console.models',
        summary: 'Every model with what is in service, how good it is, and what was said of it last',
        tags,
        querystring: ConsoleModelsQuery,
        response: { 200: ConsoleModelsReply, ...refusals(...recordErrors, 'PAGE_TOKEN_INVALID') },
      },
    },
    async (request) => {
      const { items, nextPageToken } = await listModelOverviews(ledger, pageOf(request.query));
      return { models: items.map(presentModelOverview), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/console/models/:name',
    {
      config,
      schema: {
        operationId: 'console.model',
        summary: 'A model with its versions, its champions, its judge and its trial',
        tags,
        params: Type.Object({ name: Type.String() }),
        querystring: ConsoleModelQuery,
        response: {
          200: ConsoleModel,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'PAGE_TOKEN_INVALID', 'NAME_INVALID'),
        },
      },
    },
    async (request) => readConsoleModel(ledger, { name: request.params.name, ...pageOf(request.query) }),
  );

  app.get(
    '/api/v1/console/models/:name/versions/:version',
    {
      config,
      schema: {
        operationId: 'console.modelVersion',
        summary: 'A version with its figures, its origin and what the judge said of it',
        tags,
        params: Type.Object({ name: Type.String(), version: Number32 }),
        response: {
          200: ConsoleVersion,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'MODEL_VERSION_UNKNOWN'),
        },
      },
    },
    async (request) => readConsoleVersion(ledger, request.params),
  );

  app.get(
    '/api/v1/console/models/:name/judgements/:id',
    {
      config,
      schema: {
        operationId: 'console.judgement',
        summary: 'What the judge said, and whether it still holds',
        tags,
        params: Type.Object({ name: Type.String(), id: Number32 }),
        response: {
          200: ConsoleJudgement,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'JUDGEMENT_UNKNOWN'),
        },
      },
    },
    async (request) => readConsoleJudgement(ledger, request.params),
  );

  app.get(
    '/api/v1/console/models/:name/consequences',
    {
      config,
      schema: {
        operationId: 'console.consequences',
        summary: 'What would follow from putting a version in service, or from rolling back',
        tags,
        params: Type.Object({ name: Type.String() }),
        querystring: ConsequencesQuery,
        response: {
          200: Consequences,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'MODEL_VERSION_UNKNOWN'),
        },
      },
    },
    async (request) =>
      readConsequences(ledger, { model: request.params.name, version: request.query.version ?? null }),
  );
}
