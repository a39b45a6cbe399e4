import { AliasRequest, Model, ModelsReply, NoReply, PageQuery, UpdateModel } from '@verdict/api';
import { parsePolicy, Refusal } from '@verdict/engine';
import {
  deleteModel,
  getModel,
  LedgerError,
  listModels,
  removeAlias,
  setAlias,
  updateModel,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { assertPermission } from '../../auth/index.ts';
import { bodyErrors, recordErrors, refusals } from '../../schemas.ts';
import { pageOf } from './paging.ts';
import { presentModel } from './present-models.ts';
import type { RecordInput } from './record-input.ts';

const tags = ['models'];
const OfModel = Type.Object({ name: Type.String() });
const OfAlias = Type.Object({ name: Type.String(), alias: Type.String() });

export function modelRoutes({ app, ledger }: RecordInput): void {
  app.get(
    '/api/v1/models',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.list',
        summary: 'List models',
        tags,
        querystring: PageQuery,
        response: { 200: ModelsReply, ...refusals(...recordErrors, 'PAGE_TOKEN_INVALID') },
      },
    },
    async (request) => {
      const { items, nextPageToken } = await listModels(ledger, pageOf(request.query));
      return { models: items.map(presentModel), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/models/:name',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.get',
        summary: 'Show a model',
        tags,
        params: OfModel,
        response: { 200: Model, ...refusals(...recordErrors, 'MODEL_UNKNOWN') },
      },
    },
    async (request) => presentModel(await getModel(ledger, request.params.name)),
  );

  app.patch(
    '/api/v1/models/:name',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.update',
        summary: 'Change a model’s description, tags or policy',
        description: 'The policy needs an administrator.',
        tags,
        params: OfModel,
        body: UpdateModel,
        response: {
          200: Model,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'MODEL_UNKNOWN',
            'VALUE_INVALID',
            'LIMIT_EXCEEDED',
            'PERMISSION_DENIED',
          ),
        },
      },
    },
    async (request) => {
      const { description, tags: given, policy } = request.body;
      // Who may loosen the rules could promote what the judge refuses: the same permission as for force.
      if (policy !== undefined) assertPermission(request, 'admin');
      // What the judge could not read would be found out at the next promotion.
      if (policy) assertPolicy(policy);
      return presentModel(
        await updateModel(ledger, request.actor, {
          model: request.params.name,
          ...(description !== undefined && { description }),
          ...(given && { tags: given }),
          ...(policy !== undefined && { policy }),
        }),
      );
    },
  );

  app.delete(
    '/api/v1/models/:name',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.remove',
        summary: 'Delete a model that has no versions',
        tags,
        params: OfModel,
        response: { 200: NoReply, ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'STILL_REFERRED_TO') },
      },
    },
    async (request) => {
      await deleteModel(ledger, request.actor, { model: request.params.name });
      return {};
    },
  );

  app.put(
    '/api/v1/models/:name/aliases/:alias',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.setAlias',
        summary: 'Point an alias at a version; champion moves by promote and rollback alone',
        tags,
        params: OfAlias,
        body: AliasRequest,
        response: {
          200: Model,
          ...refusals(
            ...bodyErrors,
            ...recordErrors,
            'MODEL_UNKNOWN',
            'MODEL_VERSION_UNKNOWN',
            'NAME_INVALID',
            'CHAMPION_GUARDED',
            'STILL_REFERRED_TO',
          ),
        },
      },
    },
    async (request) => {
      const { name, alias } = request.params;
      await setAlias(ledger, request.actor, { model: name, alias, version: request.body.version });
      return presentModel(await getModel(ledger, name));
    },
  );

  app.delete(
    '/api/v1/models/:name/aliases/:alias',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.removeAlias',
        summary: 'Take an alias away',
        tags,
        params: OfAlias,
        response: {
          200: Model,
          ...refusals(
            ...recordErrors,
            'MODEL_UNKNOWN',
            'ALIAS_UNKNOWN',
            'CHAMPION_GUARDED',
            'STILL_REFERRED_TO',
          ),
        },
      },
    },
    async (request) => {
      const { name, alias } = request.params;
      await removeAlias(ledger, request.actor, { model: name, alias });
      return presentModel(await getModel(ledger, name));
    },
  );
}

function assertPolicy(policy: Readonly<Record<string, unknown>>): void {
  try {
    parsePolicy(policy);
  } catch (error) {
    if (error instanceof Refusal) throw new LedgerError('VALUE_INVALID', error.message, { cause: error });
    throw error;
  }
}
