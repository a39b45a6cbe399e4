import { Artifact, ArtifactsReply } from '@verdict/api';
import {
  assertArtifactPath,
  getArtifact,
  getRun,
  keepBlob,
  listArtifacts,
  putArtifact,
} from '@verdict/ledger';
import { artifactType } from '../../artifact-type.ts';
import { uploadOf } from '../../receive-upload.ts';
import { recordErrors, refusals, uploadErrors } from '../../schemas.ts';
import { sendBytes } from '../../send-bytes.ts';
import { untilGone } from '../../until-gone.ts';
import { presentArtifact } from './present-runs.ts';
import type { RecordInput } from './record-input.ts';
import { OfRun } from './runs.ts';
import { bytesReply, octets } from './streams.ts';

const tags = ['runs'];
/** The schema cannot name the rest of the address, `*`: TypeBox makes a pattern of every name. */
type OfArtifact = { readonly id: string; readonly '*': string };

export function artifactRoutes({ app, config, ledger, stopping }: RecordInput): void {
  app.get(
    '/api/v1/runs/:id/artifacts',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'runs.artifacts',
        summary: 'List a run’s artifacts',
        tags,
        params: OfRun,
        response: { 200: ArtifactsReply, ...refusals(...recordErrors, 'RUN_UNKNOWN') },
      },
    },
    async (request) => ({ artifacts: (await listArtifacts(ledger, request.params.id)).map(presentArtifact) }),
  );

  app.put(
    '/api/v1/runs/:id/artifacts/*',
    {
      config: { permission: 'write' },
      schema: {
        operationId: 'runs.putArtifact',
        summary: 'Keep bytes with a run, under a path',
        tags,
        consumes: [octets],
        params: OfRun,
        response: {
          200: Artifact,
          ...refusals(...recordErrors, ...uploadErrors, 'RUN_UNKNOWN', 'ARTIFACT_PATH_INVALID', 'DELETED'),
        },
      },
    },
    async (request, reply) => {
      const { id, '*': path } = request.params as OfArtifact;
      // Before the bytes: an hour of uploading should not end at a run that is not there.
      assertArtifactPath(path);
      await getRun(ledger, id);
      const bytes = uploadOf(request, {
        maxBytes: config.maxUploadBytes,
        idleMs: config.requestTimeoutMs,
      });
      const blob = await keepBlob(ledger, bytes, { signal: untilGone(request, reply, stopping) });
      return presentArtifact(await putArtifact(ledger, request.actor, id, path, blob));
    },
  );

  app.get(
    '/api/v1/runs/:id/artifacts/*',
    {
      config: { permission: 'read' },
      schema: {
        operationId: 'runs.artifact',
        summary: 'Download an artifact',
        tags,
        params: OfRun,
        response: {
          200: bytesReply(octets),
          ...refusals(
            ...recordErrors,
            'RUN_UNKNOWN',
            'ARTIFACT_UNKNOWN',
            'ARTIFACT_PATH_INVALID',
            'BLOB_STORE_FAILED',
          ),
        },
      },
    },
    async (request, reply) => {
      const { id, '*': path } = request.params as OfArtifact;
      const artifact = await getArtifact(ledger, id, path);
      const signal = untilGone(request, reply, stopping);
      return sendBytes(reply, await ledger.blobs.get(artifact.sha256, { signal }), {
        type: artifactType(path),
        filename: path.split('/').at(-1) ?? path,
        bytes: artifact.bytes,
        sha256: artifact.sha256,
      });
    },
  );
}
