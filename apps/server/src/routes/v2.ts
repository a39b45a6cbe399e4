import {
  InferLive,
  InferModel,
  InferModelReady,
  InferReady,
  InferReply,
  InferRepository,
  InferRequest,
  InferServer,
} from '@verdict/api';
import { Type } from 'typebox';
import { assertTexts } from '../check-texts.ts';
import { ServerError } from '../errors.ts';
import { ownVersion } from '../protocols/own-version.ts';
import { bodyIsReadLater } from '../protocols/read-later.ts';
import { refusalShapes } from '../protocols/refusal-shape.ts';
import { takeBytes } from '../protocols/take-bytes.ts';
import { jsonLengthHeader, splitBody } from '../protocols/v2-bytes.ts';
import { presentInferModel, writeInferReply } from '../protocols/v2-reply.ts';
import { type InferQuestion, rawText, readInferRequest } from '../protocols/v2-request.ts';
import { bodyErrors, type HttpErrorCode, refusalsOf } from '../schemas.ts';
import type { App, RouteInput } from './route-input.ts';

const tags = ['open-inference'];
const refusals = (...codes: HttpErrorCode[]) => refusalsOf(refusalShapes.openInference, codes);
const OfModel = Type.Object({ name: Type.String(), version: Type.Optional(Type.String()) });
const octets = 'application/octet-stream';

/** Open Inference Protocol v2 over REST. Its gRPC side would read and write the same questions and answers. */
export function v2Routes({ app, ...input }: RouteInput): void {
  app.register(async (scope) => {
    // Triton's client sends JSON without saying so.
    takeBytes(scope, { type: octets, untyped: true });
    const inside = { ...input, app: scope as App };
    serverRoutes(inside);
    modelRoutes(inside);
    repositoryRoutes(inside);
  });
}

function serverRoutes({ app, readiness }: RouteInput): void {
  const server = { name: 'verdict', version: ownVersion(), extensions: ['binary_tensor_data'] };
  const config = { permission: 'public' } as const;
  app.get(
    '/v2',
    {
      config,
      schema: {
        operationId: 'v2.server',
        summary: 'Name, version and extensions of the server',
        tags,
        response: { 200: InferServer, ...refusals() },
      },
    },
    () => server,
  );
  app.get(
    '/v2/health/live',
    {
      config,
      schema: {
        operationId: 'v2.live',
        summary: 'The process answers',
        tags,
        response: { 200: InferLive, ...refusals() },
      },
    },
    () => ({ live: true }),
  );
  app.get(
    '/v2/health/ready',
    {
      config,
      schema: {
        operationId: 'v2.ready',
        summary: 'The server can be asked, as /readyz says it',
        tags,
        response: { 200: InferReady, ...refusals('NOT_READY', 'STOPPING', 'QUEUE_FULL', 'RECORD_AWAY') },
      },
    },
    async () => {
      await readiness.check();
      return { ready: true };
    },
  );
}

function modelRoutes({ app, config, shelf, asking }: RouteInput): void {
  for (const versioned of [false, true]) {
    const url = versioned ? '/v2/models/:name/versions/:version' : '/v2/models/:name';
    const named = (operation: string) => (versioned ? `v2.version${operation}` : `v2.model${operation}`);
    const of = versioned ? 'a version of a model' : 'a model';
    const schema = { tags, params: OfModel };
    app.get(
      url,
      {
        config: { permission: 'predict' },
        schema: {
          ...schema,
          operationId: named(''),
          summary: `Inputs and outputs of ${of}`,
          response: { 200: InferModel, ...refusals('MODEL_NOT_FOUND', 'NOT_READY', 'OVERLOADED') },
        },
      },
      async ({ params }) => {
        const served = await asking.find(referenceOf(params));
        const versions = shelf.all().filter(({ name }) => name === served.name);
        return presentInferModel(served, versions);
      },
    );
    app.get(
      `${url}/ready`,
      {
        config: { permission: 'predict' },
        schema: {
          ...schema,
          operationId: named('Ready'),
          summary: `Whether ${of} can be asked`,
          response: { 200: InferModelReady, ...refusals('MODEL_NOT_FOUND', 'NOT_READY', 'OVERLOADED') },
        },
      },
      async ({ params }) => ({ name: (await asking.find(referenceOf(params))).name, ready: true }),
    );
    app.route({
      method: 'POST',
      url: `${url}/infer`,
      config: { permission: 'predict' },
      validatorCompiler: bodyIsReadLater,
      schema: {
        ...schema,
        operationId: named('Infer'),
        summary: `Ask ${of}`,
        body: {
          content: {
            'application/json': { schema: InferRequest },
            [octets]: { schema: Type.String({ format: 'binary' }) },
          },
        },
        response: inferReplies,
      },
      handler: async (request, reply) => {
        const question = readQuestion(request.body, request.headers[jsonLengthHeader]);
        assertTexts(question.texts, config);
        const answers = await asking.askMany(question.texts, {
          model: referenceOf(request.params),
          // One reply speaks for one version: all texts of a request go to the same.
          key: question.key ?? request.id,
          surface: 'v2',
          requestId: request.id,
          actor: request.caller?.actor ?? null,
        });
        request.answers = answers;
        const { body, jsonLength } = writeInferReply(question, answers);
        const [{ served }] = answers;
        reply.header('x-model-name', served.name).header('x-model-version', served.version);
        if (jsonLength === null) reply.header('content-type', 'application/json');
        else reply.header('content-type', octets).header(jsonLengthHeader, jsonLength);
        // Bytes, of which Fastify says nothing more than it is told.
        return reply.send(Buffer.from(body));
      },
    });
  }
}

/** Whoever sends bytes may ask for bytes. */
const inferReplies: Readonly<Record<number, object>> = {
  200: {
    description: `What was asked for; as ${octets} where an output is asked for in bytes.`,
    content: {
      'application/json': { schema: InferReply },
      [octets]: { schema: Type.String({ format: 'binary' }) },
    },
  },
  ...refusals(
    ...bodyErrors,
    'TEXT_EMPTY',
    'TEXT_OVER_LIMIT',
    'TEXTS_OVER_LIMIT',
    'MODEL_NOT_FOUND',
    'NOT_READY',
    'OVERLOADED',
  ),
};

function readQuestion(body: unknown, header: string | string[] | undefined): InferQuestion {
  if (!Buffer.isBuffer(body)) return readInferRequest({ json: body, tensors: Buffer.alloc(0) });
  const split = splitBody(body, typeof header === 'string' ? header : undefined);
  return split === null ? rawText(body) : readInferRequest(split);
}

function referenceOf({ name, version }: { readonly name: string; readonly version?: string }): string {
  return version === undefined ? name : `${name}@${version}`;
}

function repositoryRoutes({ app, shelf }: RouteInput): void {
  app.post(
    '/v2/repository/index',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'v2.repository',
        summary: 'All models in memory',
        tags,
        response: { 200: InferRepository, ...refusals('REQUEST_INVALID') },
      },
    },
    () =>
      shelf.all().map(({ name, version }) => ({
        name,
        version: String(version),
        state: 'READY' as const,
        reason: '',
      })),
  );
  for (const verb of ['load', 'unload']) {
    app.post(
      `/v2/repository/models/:name/${verb}`,
      {
        config: { permission: 'promote' },
        schema: {
          operationId: `v2.${verb}`,
          summary: `Refused: promotion decides what is in service`,
          tags,
          params: OfModel,
          response: { ...refusals('PROMOTE_INSTEAD') },
        },
      },
      ({ params }) => {
        throw new ServerError(
          'PROMOTE_INSTEAD',
          `The record says which versions are in service: promote one by POST /api/v1/models/${params.name.slice(0, 100)}/promote.`,
        );
      },
    );
  }
}
