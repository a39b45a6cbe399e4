import { GetLoggedModelArtifact, GetRunArtifact, GetVersionArtifact } from '@verdict/api/mlflow';
import { getLoggedModel, getVersion, type Ledger, LedgerError } from '@verdict/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject } from 'typebox';
import { ServerError } from '../errors.ts';
import { messageIsReadLater } from '../protocols/read-later.ts';
import { refusalShapes } from '../protocols/refusal-shape.ts';
import { isFields } from '../protocols/refuse-request.ts';
import { bytesReply, octets } from '../routes/record/streams.ts';
import { type HttpErrorCode, recordErrors, refusalsOf } from '../schemas.ts';
import { untilGone } from '../until-gone.ts';
import { findFile } from './artifact-files.ts';
import { artifactPathOf } from './artifact-path.ts';
import { type ArtifactPlace, findArtifactPlace } from './artifact-place.ts';
import { proxyPathOf } from './artifact-uris.ts';
import { loggedModelRoot } from './logged-model-root.ts';
import { inMlflowsWords } from './messages.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { downloadUri } from './present-models.ts';
import { messageOfQuery, readMessage } from './read-message.ts';
import { sendFile } from './send-file.ts';

type OfLoggedModel = { readonly modelId?: string };

interface Found {
  readonly place: ArtifactPlace;
  readonly path: string;
}

interface Download<Asked extends TObject> {
  readonly url: string;
  readonly id: string;
  readonly summary: string;
  readonly asked: Asked;
  readonly refuses: readonly HttpErrorCode[];
  /** Where the file is, and its path as it was asked for. */
  readonly find: (asked: Static<Asked>, params: OfLoggedModel) => Promise<Found>;
}

const missing =
  "Missing value for required parameter 'run_id'. See the API docs for more information about request parameters.";

/** Single files by what they belong to, as MLflow’s pages fetch them. */
export function mlflowArtifactDownloads(input: MlflowInput): void {
  const { ledger } = input;

  serveDownload(input, {
    url: '/get-artifact',
    id: 'runArtifact',
    summary: 'Download a run’s artifact',
    asked: GetRunArtifact,
    refuses: ['RUN_UNKNOWN'],
    find: async ({ run_id, run_uuid, path: said }) => {
      const runId = run_id ?? run_uuid;
      if (runId === undefined) throw new ServerError('REQUEST_INVALID', missing);
      const path = artifactPathOf(said);
      return { place: { kind: 'run', runId, path }, path };
    },
  });

  serveDownload(input, {
    url: '/model-versions/get-artifact',
    id: 'versionArtifact',
    summary: 'Download a file of a registered version',
    asked: GetVersionArtifact,
    refuses: ['MODEL_UNKNOWN', 'MODEL_VERSION_UNKNOWN'],
    find: async ({ name, version, path: said }) => {
      const path = artifactPathOf(said);
      const found = await getVersion(ledger, name, /^\d{1,9}$/.test(version) ? Number(version) : 0);
      return below(ledger, downloadUri(found), path);
    },
  });

  serveDownload(input, {
    url: '/ajax-api/2.0/mlflow/logged-models/:modelId/artifacts/files',
    id: 'loggedModelArtifact',
    summary: 'Download a file of a logged model',
    asked: GetLoggedModelArtifact,
    refuses: ['LOGGED_MODEL_UNKNOWN'],
    find: async ({ artifact_file_path: said }, { modelId = '' }) => {
      const path = artifactPathOf(said);
      const root = await loggedModelRoot(ledger, await getLoggedModel(ledger, modelId));
      return below(ledger, root, path);
    },
  });
}

function serveDownload<Asked extends TObject>(
  { app, ledger, stopping }: MlflowInput,
  { url, id, summary, asked, refuses, find }: Download<Asked>,
): void {
  app.get(
    url,
    {
      config: { permission: 'read' },
      validatorCompiler: messageIsReadLater,
      schema: {
        operationId: `mlflow.${id}`,
        summary,
        tags: ['mlflow'],
        querystring: asked,
        response: {
          200: bytesReply(octets),
          ...refusalsOf(refusalShapes.mlflow, [
            ...recordErrors,
            'ARTIFACT_UNKNOWN',
            'ARTIFACT_PATH_INVALID',
            'BLOB_STORE_FAILED',
            ...refuses,
          ]),
        },
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const message = readMessage(asked, messageOfQuery(asked, isFields(request.query) ? request.query : {}));
      const signal = untilGone(request, reply, stopping);
      try {
        const { place, path } = await find(message, request.params as OfLoggedModel);
        const file = await findFile(ledger, place, path);
        return await sendFile(ledger, reply, { ...file, path, signal });
      } catch (error) {
        throw inMlflowsWords(error, isFields(message) ? message : {});
      }
    },
  );
}

/** A file below an address, where that is an address of ours. */
async function below(ledger: Ledger, uri: string, path: string): Promise<Found> {
  const folder = proxyPathOf(uri);
  if (folder !== null) return { place: await findArtifactPlace(ledger, `${folder}/${path}`), path };
  throw new LedgerError(
    'ARTIFACT_UNKNOWN',
    `The files are at ${JSON.stringify(uri.slice(0, 200))}, which this server does not read; fetch them from there.`,
  );
}
