import {
  AddVersionQuery,
  AddVersionReply,
  Dataset,
  DatasetDiff,
  DatasetsReply,
  DatasetVersion,
  DatasetVersionsReply,
  DiffQuery,
  PageQuery,
  VerifyReply,
} from '@verdict/api';
import {
  diffDatasetVersions,
  getDataset,
  getDatasetVersion,
  listDatasets,
  listDatasetVersions,
  readFrozenRows,
  verifyDatasetVersion,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { freezeUpload } from '../../freeze-upload.ts';
import { uploadOf } from '../../receive-upload.ts';
import { recordErrors, refusals, uploadErrors } from '../../schemas.ts';
import { sendBytes } from '../../send-bytes.ts';
import { untilGone } from '../../until-gone.ts';
import { pageOf } from './paging.ts';
import { presentDataset, presentDatasetDiff, presentDatasetVersion } from './present-datasets.ts';
import type { RecordInput } from './record-input.ts';
import { bytesReply, octets } from './streams.ts';
import { versionNumber } from './version-reference.ts';

const tags = ['datasets'];
const OfDataset = Type.Object({ name: Type.String() });
const OfVersion = Type.Object({
  name: Type.String(),
  number: Type.String({ description: 'A number, or `latest`.' }),
});
const read = { permission: 'read' } as const;
const write = { permission: 'write' } as const;

export function datasetRoutes(input: RecordInput): void {
  const { app, config, ledger, engine, tempFolder, stopping } = input;

  app.get(
    '/api/v1/datasets',
    {
      config: read,
      schema: {
        operationId: 'datasets.list',
        summary: 'List datasets',
        tags,
        querystring: PageQuery,
        response: { 200: DatasetsReply, ...refusals(...recordErrors, 'PAGE_TOKEN_INVALID') },
      },
    },
    async (request) => {
      const { items, nextPageToken } = await listDatasets(ledger, pageOf(request.query));
      return { datasets: items.map(presentDataset), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/datasets/:name',
    {
      config: read,
      schema: {
        operationId: 'datasets.get',
        summary: 'Show a dataset',
        tags,
        params: OfDataset,
        response: { 200: Dataset, ...refusals(...recordErrors, 'DATASET_UNKNOWN') },
      },
    },
    async (request) => presentDataset(await getDataset(ledger, request.params.name)),
  );

  app.post(
    '/api/v1/datasets/:name/versions',
    {
      config: write,
      schema: {
        operationId: 'datasets.add',
        summary: 'Check, profile and freeze a file of rows as the next version',
        description: 'The body is the file: CSV, TSV, JSONL or Parquet, plain or gzipped.',
        tags,
        consumes: [octets],
        params: OfDataset,
        querystring: AddVersionQuery,
        response: {
          200: AddVersionReply,
          ...refusals(
            ...recordErrors,
            ...uploadErrors,
            'NAME_INVALID',
            'VALUE_INVALID',
            'DATASET_MOVED',
            'DATA_REFUSED',
            'ENGINE_BUSY',
          ),
        },
      },
    },
    async (request, reply) => {
      const {
        filename,
        text = null,
        label = null,
        message = '',
        redact = false,
        append = false,
      } = request.query;
      const signal = untilGone(request, reply, stopping);
      const { added, version } = await freezeUpload({ ledger, engine, tempFolder, signal }, request.actor, {
        dataset: request.params.name,
        filename,
        text,
        label,
        message,
        redact,
        append,
        body: uploadOf(request, {
          maxBytes: config.maxUploadBytes,
          idleMs: config.requestTimeoutMs,
        }),
      });
      return { added, version: presentDatasetVersion(version) };
    },
  );

  app.get(
    '/api/v1/datasets/:name/versions',
    {
      config: read,
      schema: {
        operationId: 'datasets.versions',
        summary: 'List the versions of a dataset, newest first',
        tags,
        params: OfDataset,
        querystring: PageQuery,
        response: {
          200: DatasetVersionsReply,
          ...refusals(...recordErrors, 'DATASET_UNKNOWN', 'PAGE_TOKEN_INVALID'),
        },
      },
    },
    async (request) => {
      const page = pageOf(request.query);
      const { items, nextPageToken } = await listDatasetVersions(ledger, request.params.name, page);
      return { versions: items.map(presentDatasetVersion), next_page_token: nextPageToken };
    },
  );

  app.get(
    '/api/v1/datasets/:name/versions/:number',
    {
      config: read,
      schema: {
        operationId: 'datasets.version',
        summary: 'Show a version of a dataset',
        tags,
        params: OfVersion,
        response: {
          200: DatasetVersion,
          ...refusals(...recordErrors, 'DATASET_UNKNOWN', 'DATASET_VERSION_UNKNOWN'),
        },
      },
    },
    async (request) => {
      const { name, number } = request.params;
      return presentDatasetVersion(await getDatasetVersion(ledger, name, versionNumber(number)));
    },
  );

  app.get(
    '/api/v1/datasets/:name/versions/:number/rows',
    {
      config: read,
      schema: {
        operationId: 'datasets.rows',
        summary: 'Download the frozen rows: gzipped JSON lines',
        tags,
        params: OfVersion,
        response: {
          200: bytesReply('application/gzip'),
          ...refusals(...recordErrors, 'DATASET_UNKNOWN', 'DATASET_VERSION_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const { name, number } = request.params;
      const version = await getDatasetVersion(ledger, name, versionNumber(number));
      const signal = untilGone(request, reply, stopping);
      return sendBytes(reply, await readFrozenRows(ledger, version, { signal }), {
        type: 'application/gzip',
        filename: `${name}-${version.number}.jsonl.gz`,
        sha256: version.blobSha256,
      });
    },
  );

  app.post(
    '/api/v1/datasets/:name/versions/:number/verify',
    {
      config: read,
      schema: {
        operationId: 'datasets.verify',
        summary: 'Read a version whole and compare it with what its record says',
        tags,
        params: OfVersion,
        response: {
          200: VerifyReply,
          ...refusals(...recordErrors, 'DATASET_UNKNOWN', 'DATASET_VERSION_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const { name, number } = request.params;
      const signal = untilGone(request, reply, stopping);
      const verified = await verifyDatasetVersion(ledger, name, versionNumber(number), { signal });
      return { ...verified, faults: [...verified.faults] };
    },
  );

  app.get(
    '/api/v1/datasets/:name/diff',
    {
      config: read,
      schema: {
        operationId: 'datasets.diff',
        summary: 'Count the rows added, removed and relabelled between two versions',
        tags,
        params: OfDataset,
        querystring: DiffQuery,
        response: {
          200: DatasetDiff,
          ...refusals(...recordErrors, 'DATASET_UNKNOWN', 'DATASET_VERSION_UNKNOWN', 'BLOB_STORE_FAILED'),
        },
      },
    },
    async (request, reply) => {
      const { from, to } = request.query;
      const signal = untilGone(request, reply, stopping);
      const { name } = request.params;
      return presentDatasetDiff(
        await diffDatasetVersions(ledger, name, versionNumber(from), versionNumber(to), { signal }),
      );
    },
  );
}
