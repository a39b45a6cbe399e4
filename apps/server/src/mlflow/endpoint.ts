import type { Permission } from '@verdict/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { ServerError } from '../errors.ts';
import { messageIsReadLater } from '../protocols/read-later.ts';
import { refusalShapes } from '../protocols/refusal-shape.ts';
import { type Fields, isFields } from '../protocols/refuse-request.ts';
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
  /** `public`: whoever asks. */
  readonly permission: Permission | 'public';
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
  const body = besideAddress(endpoint.asked, path);
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
      validatorCompiler: messageIsReadLater,
      schema: {
        ...(at === 0 ? { operationId: `mlflow.${id}` } : { hide: true }),
        summary: endpoint.summary,
        tags: ['mlflow'],
        ...(body && (method === 'GET' ? { querystring: body } : { body })),
        response: {
          200: endpoint.reply,
          ...refusalsOf(refusalShapes.mlflow, [...bodyErrors, ...recordErrors, ...(endpoint.refuses ?? [])]),
        },
      },
      handler: async (request, reply) => {
        const asked = readMessage(endpoint.asked, withRunId(messageOf(endpoint.asked, request)));
        try {
          return await endpoint.handle(asked, request, reply);
        } catch (error) {
          throw inMlflowsWords(error, asked);
        }
      },
    });
  }
}

/** What the body has to bring; clients may repeat in it what the address says. Null: nothing. */
function besideAddress(asked: TObject, path: string): TSchema | null {
  const inAddress = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  if (inAddress.length === 0) return asked;
  const rest = Object.entries(asked.properties).filter(([name]) => !inAddress.includes(name));
  return rest.length > 0 ? Type.Object(Object.fromEntries(rest)) : null;
}

/** What clients before 1.0 called a run's id; the newer name wins. */
function withRunId(said: Fields): Fields {
  const { run_id, run_uuid } = said;
  return typeof run_uuid === 'string' && (run_id === undefined || run_id === '')
    ? { ...said, run_id: run_uuid }
    : said;
}

function messageOf(schema: TObject, request: FastifyRequest): Fields {
  const params = isFields(request.params) ? request.params : {};
  if (request.method === 'GET') {
    return { ...messageOfQuery(schema, request.query as Record<string, unknown>), ...params };
  }
  return { ...bodyOf(request.body), ...params };
}

/** Old clients send JSON within JSON. */
function bodyOf(body: unknown): Fields {
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
