import {
  ConsoleDataset,
  ConsoleDatasetVersion,
  DatasetRows,
  DatasetRowsQuery,
  DiffPage,
  DiffPageQuery,
  PageQuery,
} from '@verdict/api';
import {
  diffDatasetVersions,
  findDatasetRows,
  getDataset,
  getDatasetVersion,
  listDatasetVersions,
  trainedOn,
} from '@verdict/ledger';
import { Type } from 'typebox';
import { recordErrors, refusals } from '../../schemas.ts';
import { untilGone } from '../../until-gone.ts';
import { pageOf } from '../record/paging.ts';
import { presentDatasetVersion } from '../record/present-datasets.ts';
import type { RecordInput } from '../record/record-input.ts';
import { versionNumber } from '../record/version-reference.ts';
import { keepDiffs } from './keep-diffs.ts';
import { presentDiffPage, presentRow, presentStep, presentUse } from './present-data.ts';

const tags = ['console'];
const config = { permission: 'read' } as const;
const OfDataset = Type.Object({ name: Type.String() });
const OfVersion = Type.Object({
  name: Type.String(),
  number: Type.String({ description: 'A number, or `latest`.' }),
});
const unknown = ['DATASET_UNKNOWN', 'DATASET_VERSION_UNKNOWN'] as const;
const bytes = ['BLOB_UNKNOWN', 'BLOB_DAMAGED', 'BLOB_STORE_FAILED'] as const;
const usualRows = 25;
/** Of each kind, for people to page through; a program that wants all compares the rows that it downloads. */
const mostDiffRows = 2000;

/** Data sets as the console shows them. */
export function consoleDatasetRoutes({ app, ledger, stopping }: RecordInput): void {
  const diffOf = keepDiffs((name, from, to) =>
    diffDatasetVersions(ledger, name, from, to, { signal: stopping, examples: mostDiffRows }),
  );

  app.get(
    '/api/v1/console/datasets/:name',
    {
      config,
      schema: {
        operationId: 'console.dataset',
        summary: 'Show a dataset with its history and what was made of it',
        tags,
        params: OfDataset,
        querystring: PageQuery,
        response: {
          200: ConsoleDataset,
          ...refusals(...recordErrors, 'DATASET_UNKNOWN', 'PAGE_TOKEN_INVALID'),
        },
      },
    },
    async (request) => {
      const { name, description, createdMs, versions } = await getDataset(ledger, request.params.name);
      const { items, nextPageToken } = await listDatasetVersions(ledger, name, pageOf(request.query));
      const uses = await trainedOn(
        ledger,
        items.map(({ id }) => id),
      );
      return {
        name,
        description,
        created_ms: createdMs,
        versions,
        steps: items.map((version) => presentStep(version, uses.get(version.id))),
        next_page_token: nextPageToken,
      };
    },
  );

  app.get(
    '/api/v1/console/datasets/:name/versions/:number',
    {
      config,
      schema: {
        operationId: 'console.datasetVersion',
        summary: 'Show a version of a dataset and what was made of it',
        tags,
        params: OfVersion,
        response: { 200: ConsoleDatasetVersion, ...refusals(...recordErrors, ...unknown) },
      },
    },
    async (request) => {
      const { name, number } = request.params;
      const version = await getDatasetVersion(ledger, name, versionNumber(number));
      const { versions } = await getDataset(ledger, name);
      const uses = await trainedOn(ledger, [version.id]);
      return {
        version: presentDatasetVersion(version),
        latest: versions,
        used: presentUse(uses.get(version.id)),
      };
    },
  );

  app.get(
    '/api/v1/console/datasets/:name/versions/:number/rows',
    {
      config,
      schema: {
        operationId: 'console.datasetRows',
        summary: 'Look at rows of a version, by label and by a part of the text',
        description:
          'Answers after some 50,000 rows whether it has found enough or not; `next_row` says where to go on.',
        tags,
        params: OfVersion,
        querystring: DatasetRowsQuery,
        response: { 200: DatasetRows, ...refusals(...recordErrors, ...unknown, ...bytes) },
      },
    },
    async (request, reply) => {
      const { name, number } = request.params;
      const { from_row = 1, limit = usualRows, label, search, whole = false } = request.query;
      const version = await getDatasetVersion(ledger, name, versionNumber(number));
      const { rows, nextRow } = await findDatasetRows(ledger, version, {
        fromRow: from_row,
        limit: whole ? 1 : limit,
        label,
        search,
        signal: untilGone(request, reply, stopping),
      });
      return { rows: rows.map((row) => presentRow(row, whole)), next_row: nextRow };
    },
  );

  app.get(
    '/api/v1/console/datasets/:name/diff',
    {
      config,
      schema: {
        operationId: 'console.datasetDiff',
        summary: 'Page through the rows that two versions differ in',
        tags,
        params: OfDataset,
        querystring: DiffPageQuery,
        response: { 200: DiffPage, ...refusals(...recordErrors, ...unknown, ...bytes) },
      },
    },
    async (request) => {
      const { name } = request.params;
      const { from, to, ...wanted } = request.query;
      const before = await getDatasetVersion(ledger, name, versionNumber(from));
      const after = await getDatasetVersion(ledger, name, versionNumber(to));
      return presentDiffPage(await diffOf(name, before.number, after.number), wanted);
    },
  );
}
