import {
  ImportBytes,
  ImportBytesReply,
  ImportExperiments,
  ImportExperimentsReply,
  ImportFiles,
  ImportFilesReply,
  ImportKnown,
  ImportKnownReply,
  ImportLoggedModels,
  ImportManyBytesReply,
  ImportModels,
  ImportModelsReply,
  ImportReply,
  ImportRuns,
  Sha256,
} from '@verdict/api';
import {
  findKnown,
  importExperiments,
  importFiles,
  importLoggedModels,
  importModels,
  importRuns,
  keepBlob,
  keepBlobs,
} from '@verdict/ledger';
import { type TSchema, Type } from 'typebox';
import { uploadOf } from '../../receive-upload.ts';
import { bodyErrors, recordErrors, refusals, uploadErrors } from '../../schemas.ts';
import { untilGone } from '../../until-gone.ts';
import { parseExperiment, parseLoggedModel, parseModel, parseRun, presentImported } from './parse-import.ts';
import type { RecordInput } from './record-input.ts';
import { octets } from './streams.ts';

const tags = ['import'];
const write = { permission: 'write' } as const;
/** 50,000 points have 2 MB as JSON; profiles of inputs are the rest. */
const batchLimitBytes = 32 * 2 ** 20;

function schemaOf<Body extends TSchema, Reply extends TSchema>(
  id: string,
  summary: string,
  body: Body,
  reply: Reply,
) {
  return {
    operationId: `import.${id}`,
    summary,
    tags,
    body,
    response: { 200: reply, ...refusals(...bodyErrors, ...recordErrors, 'LIMIT_EXCEEDED') },
  };
}

export function importRoutes({ app, config, ledger, stopping }: RecordInput): void {
  app.post(
    '/api/v1/import/known',
    {
      config: { permission: 'read' },
      schema: schemaOf('known', 'Show what an import would leave as it is', ImportKnown, ImportKnownReply),
    },
    async (request) => {
      const { logged_models: loggedModels = [], ...asked } = request.body;
      const known = await findKnown(ledger, { ...asked, loggedModels });
      return {
        experiments: [...known.experiments],
        runs: [...known.runs],
        logged_models: [...known.loggedModels],
        models: known.models.map(({ name, versions }) => ({ name, versions: [...versions] })),
      };
    },
  );

  app.post(
    '/api/v1/import/experiments',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: schemaOf(
        'experiments',
        'Bring experiments of another record',
        ImportExperiments,
        ImportExperimentsReply,
      ),
    },
    async (request) => {
      const imported = await importExperiments(
        ledger,
        request.actor,
        request.body.experiments.map(parseExperiment),
      );
      const experiments = imported.experiments.map(({ name, id }) => ({ name, id }));
      return { ...presentImported(imported), experiments };
    },
  );

  app.post(
    '/api/v1/import/runs',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: schemaOf('runs', 'Bring runs with what was logged to them', ImportRuns, ImportReply),
    },
    async (request) =>
      presentImported(await importRuns(ledger, request.actor, request.body.runs.map(parseRun))),
  );

  app.post(
    '/api/v1/import/logged-models',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: schemaOf('loggedModels', 'Bring models that runs logged', ImportLoggedModels, ImportReply),
    },
    async (request) =>
      presentImported(
        await importLoggedModels(ledger, request.actor, request.body.models.map(parseLoggedModel)),
      ),
  );

  app.post(
    '/api/v1/import/models',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: schemaOf(
        'models',
        'Bring registered models with versions and aliases',
        ImportModels,
        ImportModelsReply,
      ),
    },
    async (request) => {
      const imported = await importModels(ledger, request.actor, request.body.models.map(parseModel));
      return { ...presentImported(imported), versions: imported.versions };
    },
  );

  app.post(
    '/api/v1/import/files',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: schemaOf(
        'files',
        'Give files of runs and logged models their bytes, by hash',
        ImportFiles,
        ImportFilesReply,
      ),
    },
    async (request) => {
      const imported = await importFiles(ledger, request.body.files);
      return { ...presentImported(imported), missing: [...imported.missing] };
    },
  );

  app.post(
    '/api/v1/import/bytes',
    {
      config: write,
      bodyLimit: batchLimitBytes,
      schema: {
        operationId: 'import.manyBytes',
        summary: 'Send small files, many at once',
        tags,
        body: ImportBytes,
        response: {
          200: ImportManyBytesReply,
          ...refusals(...bodyErrors, ...recordErrors, 'BLOB_OTHER', 'BLOB_STORE_FAILED', 'DISK_FULL'),
        },
      },
    },
    async (request, reply) => {
      const blobs = request.body.blobs.map(({ sha256, base64 }) => ({
        sha256,
        bytes: Buffer.from(base64, 'base64'),
      }));
      const kept = await keepBlobs(ledger, blobs, { signal: untilGone(request, reply, stopping) });
      return { kept: kept.length };
    },
  );

  app.put(
    '/api/v1/import/bytes/:sha256',
    {
      config: write,
      schema: {
        operationId: 'import.bytes',
        summary: 'Send bytes that files will be given',
        tags,
        consumes: [octets],
        params: Type.Object({ sha256: Sha256 }),
        response: {
          200: ImportBytesReply,
          ...refusals(...recordErrors, ...uploadErrors, 'BLOB_OTHER'),
        },
      },
    },
    async (request, reply) => {
      const bytes = uploadOf(request, { maxBytes: config.maxUploadBytes, idleMs: config.requestTimeoutMs });
      const { sha256, bytes: length } = await keepBlob(ledger, bytes, {
        signal: untilGone(request, reply, stopping),
        expect: { sha256: request.params.sha256 },
      });
      return { sha256, bytes: length };
    },
  );
}
