import {
  Chain,
  ModelVersion,
  ModelVersionsReply,
  NoReply,
  PageQuery,
  RegisterQuery,
  RegisterReply,
} from '@verdict/api';
import { deleteVersion, getChain, getVersion, listVersions } from '@verdict/ledger';
import { Type } from 'typebox';
import { ServerError } from '../../errors.ts';
import { uploadOf } from '../../receive-upload.ts';
import { registerModelFile } from '../../register-model-file.ts';
import { recordErrors, refusals, uploadErrors } from '../../schemas.ts';
import { sendBytes } from '../../send-bytes.ts';
import { untilGone } from '../../until-gone.ts';
import { pageOf } from './paging.ts';
import { presentChain, presentModelVersion } from './present-models.ts';
import type { RecordInput } from './record-input.ts';
import { bytesReply, octets } from './streams.ts';
import { versionOrAlias } from './version-reference.ts';

const tags = ['models'];
const OfModel = Type.Object({ name: Type.String() });
const OfVersion = Type.Object({
  name: Type.String(),
  version: Type.String({ description: 'A number, an alias, or `latest`.' }),
});
const unknown = ['MODEL_UNKNOWN', 'MODEL_VERSION_UNKNOWN', 'ALIAS_UNKNOWN'] as const;

/** A model is decoded whole in memory; the largest that ships has 30 MB. */
const maxModelBytes = 512 * 2 ** 20;

export function modelVersionRoutes({ app, config, ledger, tempFolder, stopping }: RecordInput): void {
  app.post(
    '/api/v1/models/:name/versions',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.register',
        summary: 'Register a model file as the next version',
        tags,
        consumes: [octets],
        params: OfModel,
        querystring: RegisterQuery,
        response: {
          200: RegisterReply,
          ...refusals(
            ...recordErrors,
            ...uploadErrors,
            'NAME_INVALID',
            'VALUE_INVALID',
            'LIMIT_EXCEEDED',
            'RUN_UNKNOWN',
            'MODEL_FILE_REFUSED',
          ),
        },
      },
    },
    async (request, reply) => {
      const { run_id = null, description = '' } = request.query;
      const signal = untilGone(request, reply, stopping);
      const { registered, version } = await registerModelFile({ ledger, tempFolder, signal }, request.actor, {
        model: request.params.name,
        runId: run_id,
        description,
        body: uploadOf(request, {
          maxBytes: Math.min(config.maxUploadBytes, maxModelBytes),
          idleMs: config.requestTimeoutMs,
        }),
      });
      return { registered, version: presentModelVersion(version) };
    },
  );

  app.get(
    '/api/v1/models/:name/versions',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.versions',
        summary: 'List the versions of a model, newest first',
        tags,
        params: OfModel,
        querystring: PageQuery,
        response: {
          200: ModelVersionsReply,
          ...refusals(...recordErrors, 'MODEL_UNKNOWN', 'PAGE_TOKEN_INVALID'),
        },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const { items, nextPageToken } = await listVersions(ledger, request.params.name, page);
      return { versions: items.map(presentModelVersion), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/models/:name/versions/:version',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.version',
        summary: 'Show a version of a model',
        tags,
        params: OfVersion,
        response: { 200: ModelVersion, ...refusals(...recordErrors, ...unknown) },
      },
    },
    async (request) => {
      const { name, version } = request.params;
      return presentModelVersion(await getVersion(ledger, name, versionOrAlias(version)));
    },
  );

  app.delete(
    '/api/v1/models/:name/versions/:version',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'models.removeVersion',
        summary: 'Delete a version that no alias points at',
        tags,
        params: OfVersion,
        response: { 200: NoReply, ...refusals(...recordErrors, ...unknown, 'STILL_REFERRED_TO') },
      },
    },
    async (request) => {
      const { name, version } = request.params;
      const number = versionOrAlias(version);
      if (typeof number === 'string') {
        throw new ServerError('REQUEST_INVALID', 'What is deleted is named by its number; give that.');
      }
      await deleteVersion(ledger, request.actor, { model: name, version: number });
      return {};
    },
  );

  app.get(
    '/api/v1/models/:name/versions/:version/file',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.file',
        summary: 'Download a version’s file',
        tags,
        params: OfVersion,
        response: {
          200: bytesReply(octets),
          ...refusals(...recordErrors, ...unknown, 'ARTIFACT_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const found = await getVersion(ledger, name, versionOrAlias(request.params.version));
      if (found.sha256 === null || found.bytes === null) {
        throw new ServerError('FILE_ELSEWHERE', `The file of ${name}@${found.version} was never sent here.`);
      }
      const signal = untilGone(request, reply, stopping);
      return sendBytes(reply, await ledger.blobs.get(found.sha256, { signal }), {
        type: octets,
        filename: `${name}-${found.version}${found.format === 'verdict' ? '.verdict' : ''}`,
        bytes: found.bytes,
        sha256: found.sha256,
      });
    },
  );

  app.get(
    '/api/v1/models/:name/versions/:version/chain',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'models.chain',
        summary: 'Show where a version comes from: commit, data, run, and who put it in service',
        tags,
        params: OfVersion,
        response: { 200: Chain, ...refusals(...recordErrors, ...unknown) },
      },
    },
    async (request) => {
      const { name, version } = request.params;
      return presentChain(await getChain(ledger, name, versionOrAlias(version)));
    },
  );
}
