import type { Permission } from '@verdict/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import { ServerError } from '../errors.ts';
import { bodyIsReadLater } from '../protocols/read-later.ts';
import { refusalShapes } from '../protocols/refusal-shape.ts';
import { isFields } from '../protocols/refuse-request.ts';
import type { App } from '../routes/route-input.ts';
import { bodyErrors, type HttpErrorCode, recordErrors, refusalsOf } from '../schemas.ts';
import { inMlflowsWords } from './messages.ts';
import { messageOfQuery, readMessage } from './read-message.ts';

/** One call of MLflow's: what is asked, what is answered, and what may be refused. */
export interface Endpoint<Asked extends TObject> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/2.0/mlflow/`: `runs/create`. */
  readonly path: string;
  /** After `mlflow.` in the document: `runs.create`. */
  readonly id: string;
  readonly summary: string;
  readonly permission: Permission;
  readonly asked: Asked;
  readonly reply: TSchema;
  readonly refuses?: readonly HttpErrorCode[];
  /** Of MLflow's API; 2.0 where nothing is said. */
  readonly versions?: readonly ('2.0' | '3.0')[];
  readonly bodyLimitBytes?: number;
  readonly handle: (
    asked: Static<Asked>,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<Static<TSchema>>;
}

/**
 * Puts a call at each of its addresses: where clients ask, and where MLflow's pages do. Fields of the address, of the
 * query and of the body are one message; clients send it as a query with GET and as JSON with everything else.
 */
export function serveEndpoint<Asked extends TObject>(app: App, endpoint: Endpoint<Asked>): void {
  const { method, path, id, versions = ['2.0'] } = endpoint;
  const addresses = versions.flatMap((version) => [
    `/api/${version}/mlflow/${path}`,
    `/ajax-api/${version}/mlflow/${path}`,
    // Clients before 2.0.
    ...(version === '2.0' ? [`/api/2.0/preview/mlflow/${path}`] : []),
  ]);
  for (const [at, url] of addresses.entries()) {
    app.route({
      method,
      url,
      config: { permission: endpoint.permission },
      ...(endpoint.bodyLimitBytes !== undefined && { bodyLimit: endpoint.bodyLimitBytes }),
      validatorCompiler: bodyIsReadLater,
      schema: {
        ...(at === 0 ? { operationId: `mlflow.${id}` } : { hide: true }),
        summary: endpoint.summary,
        tags: ['mlflow'],
        ...(method !== 'GET' && { body: endpoint.asked }),
        response: {
          200: endpoint.reply,
          ...refusalsOf(refusalShapes.mlflow, [...bodyErrors, ...recordErrors, ...(endpoint.refuses ?? [])]),
        },
      },
      handler: async (request, reply) => {
        const asked = readMessage(endpoint.asked, messageOf(endpoint.asked, request));
        try {
          return await endpoint.handle(asked, request, reply);
        } catch (error) {
          throw inMlflowsWords(error, asked);
        }
      },
    });
  }
}

function messageOf(schema: TObject, request: FastifyRequest): unknown {
  const params = isFields(request.params) ? request.params : {};
  if (request.method === 'GET') {
    return { ...messageOfQuery(schema, request.query as Record<string, unknown>), ...params };
  }
  return { ...bodyOf(request.body), ...params };
}

/** Old clients send JSON within JSON. */
function bodyOf(body: unknown): Readonly<Record<string, unknown>> {
  if (isFields(body)) return body;
  if (body === undefined || body === null) return {};
  if (typeof body === 'string') {
    try {
      const inner: unknown = JSON.parse(body);
      if (isFields(inner)) return inner;
    } catch {
      // Refused below.
    }
  }
  throw new ServerError('REQUEST_INVALID', 'The body is no JSON object; send one, such as {"run_id": "…"}.');
}
