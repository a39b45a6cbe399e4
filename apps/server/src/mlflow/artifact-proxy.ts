import type { Readable } from 'node:stream';
import { Done, ListProxiedArtifacts, ProxiedArtifactsReply } from '@verdict/api/mlflow';
import { LedgerError } from '@verdict/ledger';
import { ServerError } from '../errors.ts';
import { messageIsReadLater } from '../protocols/read-later.ts';
import { refusalShapes } from '../protocols/refusal-shape.ts';
import { uploadOf } from '../receive-upload.ts';
import { bytesReply, octets } from '../routes/record/streams.ts';
import type { App } from '../routes/route-input.ts';
import { type HttpErrorCode, recordErrors, refusalsOf, uploadErrors } from '../schemas.ts';
import { untilGone } from '../until-gone.ts';
import { deletePlace, findFile, listPlace, putFile } from './artifact-files.ts';
import { artifactPathOf } from './artifact-path.ts';
import { findArtifactPlace } from './artifact-place.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentFiles } from './present-artifacts.ts';
import { messageOfQuery, readMessage } from './read-message.ts';
import { sendFile } from './send-file.ts';

const roots = ['/api/2.0/mlflow-artifacts', '/ajax-api/2.0/mlflow-artifacts'];
const tags = ['mlflow'];
const refusedBy = (...codes: readonly HttpErrorCode[]) =>
  refusalsOf(refusalShapes.mlflow, [...recordErrors, 'ARTIFACT_PATH_INVALID', 'RUN_UNKNOWN', ...codes]);
/** The schema cannot name the rest of the address, `*`: TypeBox makes a pattern of every name. */
type Rest = { readonly '*': string };

/** Files by their paths, whoever they belong to: what clients send and fetch where an artifact’s address is `mlflow-artifacts:/…`. */
export function mlflowArtifactProxy(input: MlflowInput): void {
  for (const [at, root] of roots.entries()) {
    const named = (id: string) => (at === 0 ? { operationId: `mlflow.artifactProxy.${id}` } : { hide: true });
    proxyFiles(input, root, named);
    refuseDirectTransfers(input.app, root, named);
    // In a scope of its own: a file is bytes, whatever its client took them for, JSON or nothing that there is.
    input.app.register(async (scope) => {
      scope.addHook('onRequest', (request, _reply, done) => {
        request.raw.headers['content-type'] = octets;
        done();
      });
      scope.addContentTypeParser(octets, (_request: unknown, payload: Readable, done: BodyTaken) =>
        done(null, payload),
      );
      takeFiles({ ...input, app: scope as App }, root, named);
    });
  }
}

type BodyTaken = (error: null, body: Readable) => void;
type Named = (id: string) => { readonly operationId?: string; readonly hide?: boolean };

function proxyFiles({ app, ledger, stopping }: MlflowInput, root: string, named: Named): void {
  app.get(
    `${root}/artifacts`,
    {
      config: { permission: 'read' },
      validatorCompiler: messageIsReadLater,
      schema: {
        ...named('list'),
        summary: 'List a folder of the artifact proxy',
        tags,
        querystring: ListProxiedArtifacts,
        response: { 200: ProxiedArtifactsReply, ...refusedBy() },
      },
    },
    async (request) => {
      const query = messageOfQuery(ListProxiedArtifacts, request.query as Record<string, unknown>);
      const path = artifactPathOf(readMessage(ListProxiedArtifacts, query).path ?? '');
      return presentFiles(await listPlace(ledger, await findArtifactPlace(ledger, path)));
    },
  );

  app.get(
    `${root}/artifacts/*`,
    {
      config: { permission: 'read' },
      schema: {
        ...named('download'),
        summary: 'Download a file of the artifact proxy',
        tags,
        response: {
          200: bytesReply(octets),
          ...refusedBy('ARTIFACT_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const path = pathOf(request.params as Rest);
      const file = await findFile(ledger, await findArtifactPlace(ledger, path), path);
      return sendFile(ledger, reply, { ...file, path, signal: untilGone(request, reply, stopping) });
    },
  );

  app.delete(
    `${root}/artifacts/*`,
    {
      config: { permission: 'write' },
      schema: {
        ...named('delete'),
        summary: 'Delete a file of the artifact proxy, or a folder with all that is in it',
        tags,
        response: { 200: Done, ...refusedBy('DELETED') },
      },
    },
    async (request) => {
      const place = await findArtifactPlace(ledger, pathOf(request.params as Rest));
      await deletePlace(ledger, request.actor, place);
      return {};
    },
  );
}

function takeFiles({ app, config, ledger, stopping }: MlflowInput, root: string, named: Named): void {
  app.put(
    `${root}/artifacts/*`,
    {
      config: { permission: 'write' },
      schema: {
        ...named('upload'),
        summary: 'Keep a file at a path of the artifact proxy: a run’s artifact, or another file',
        tags,
        consumes: [octets],
        response: { 200: Done, ...refusedBy(...uploadErrors, 'DELETED') },
      },
    },
    async (request, reply) => {
      const place = await findArtifactPlace(ledger, pathOf(request.params as Rest));
      const limits = { maxBytes: config.maxUploadBytes, idleMs: config.requestTimeoutMs };
      const signal = untilGone(request, reply, stopping);
      await putFile(ledger, request.actor, place, uploadOf(request, limits), signal);
      return {};
    },
  );
}

/** A client that is told so sends and fetches the file here, in one piece. */
function refuseDirectTransfers(app: App, root: string, named: Named): void {
  const refused = [
    ['POST', 'mpu/create', 'Multipart upload', 'createUpload'],
    ['POST', 'mpu/complete', 'Multipart upload', 'completeUpload'],
    ['POST', 'mpu/abort', 'Multipart upload', 'abortUpload'],
    ['GET', 'presigned', 'Multipart download', 'presigned'],
  ] as const;
  for (const [method, path, what, id] of refused) {
    app.route({
      method,
      url: `${root}/${path}/*`,
      config: { permission: method === 'GET' ? 'read' : 'write' },
      schema: {
        ...named(id),
        summary: `${what} past this server, which is refused: files come and go through it`,
        tags,
        response: refusedBy('NOT_SUPPORTED'),
      },
      handler: async (request) => {
        pathOf(request.params as Rest);
        throw new ServerError(
          'NOT_SUPPORTED',
          `${what} is not supported for the current artifact repository`,
        );
      },
    });
  }
}

function pathOf({ '*': said }: Rest): string {
  const path = artifactPathOf(said);
  if (path !== '') return path;
  throw new LedgerError('ARTIFACT_PATH_INVALID', 'Invalid path');
}
