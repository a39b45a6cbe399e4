import {
  Done,
  ListLoggedModelArtifacts,
  ListMlflowArtifacts,
  MlflowArtifactsReply,
  PresignedDownload,
  PresignedUpload,
} from '@verdict/api/mlflow';
import {
  getArtifactHome,
  getLoggedModel,
  LedgerError,
  listArtifactFolder,
  listLooseFolder,
} from '@verdict/ledger';
import { artifactPathOf } from './artifact-path.ts';
import { experimentLocation, proxyPathOf, runArtifactUri } from './artifact-uris.ts';
import { serveEndpoint } from './endpoint.ts';
import { loggedModelRoot } from './logged-model-root.ts';
import type { MlflowInput } from './mlflow-input.ts';
import { presentFiles } from './present-artifacts.ts';

/** Folders of runs and logged models, an answer a folder, as MLflow has it: nothing of it is paged. */
export function mlflowArtifactLists({ app, ledger }: MlflowInput): void {
  serveEndpoint(app, {
    method: 'GET',
    path: 'artifacts/list',
    id: 'artifacts.list',
    summary: 'List a folder of a run’s artifacts',
    permission: 'read',
    asked: ListMlflowArtifacts,
    reply: MlflowArtifactsReply,
    refuses: ['RUN_UNKNOWN', 'ARTIFACT_PATH_INVALID'],
    handle: async ({ run_id, path: said = '' }) => {
      const folder = artifactPathOf(said);
      const { experiment } = await getArtifactHome(ledger, run_id);
      return {
        root_uri: runArtifactUri(experimentLocation(experiment), run_id),
        ...presentFiles(await listArtifactFolder(ledger, run_id, folder), folder),
      };
    },
  });

  serveEndpoint(app, {
    method: 'GET',
    path: 'logged-models/:model_id/artifacts/directories',
    id: 'loggedModels.artifacts',
    summary: 'List a folder of a logged model’s files',
    permission: 'read',
    asked: ListLoggedModelArtifacts,
    reply: MlflowArtifactsReply,
    refuses: ['LOGGED_MODEL_UNKNOWN', 'ARTIFACT_PATH_INVALID'],
    handle: async ({ model_id, artifact_directory_path: said = '' }) => {
      const folder = artifactPathOf(said);
      const root = await loggedModelRoot(ledger, await getLoggedModel(ledger, model_id));
      const at = proxyPathOf(root);
      const entries =
        at === null ? [] : await listLooseFolder(ledger, folder === '' ? at : `${at}/${folder}`);
      return { root_uri: root, ...presentFiles(entries, folder) };
    },
  });

  for (const [kind, asked] of [
    ['upload', PresignedUpload],
    ['download', PresignedDownload],
  ] as const) {
    serveEndpoint(app, {
      method: 'POST',
      path: `artifacts/presigned-${kind}-url`,
      id: `artifacts.presigned.${kind}`,
      summary: `Presigned ${kind}, which is refused: files come and go through this server`,
      permission: kind === 'upload' ? 'write' : 'read',
      asked,
      reply: Done,
      refuses: ['VALUE_INVALID'],
      handle: async () => {
        const what = kind === 'upload' ? 'proxied artifact storage' : 'runs with proxied artifact storage';
        throw new LedgerError(
          'VALUE_INVALID',
          `Presigned ${kind} is not supported for ${what} (artifact URI scheme: mlflow-artifacts). This server sends and takes artifacts itself.`,
        );
      },
    });
  }
}
