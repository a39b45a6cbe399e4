import type { Ledger } from '../ledger.ts';
import {
  decodePageToken,
  encodePageToken,
  type Page,
  type PageOptions,
  pageLimit,
  pageOf,
} from '../page-token.ts';
import type { Model, ModelVersion } from './model.ts';
import { findModel, selectModel, selectModels } from './models.store.ts';
import type { VersionSelector } from './parse-model-reference.ts';
import { selectLatestOfStages } from './stages.store.ts';
import { findVersion, selectVersions } from './versions.store.ts';

/** By name. */
export async function listModels(ledger: Ledger, asked: PageOptions = {}): Promise<Page<Model>> {
  const query = ['models'];
  const limit = pageLimit(asked.limit);
  const after = decodePageToken(query, asked.pageToken, ['string']);
  const rows = await selectModels(ledger.sql, {
    after: (after?.[0] as string | undefined) ?? null,
    count: limit + 1,
  });
  return pageOf(rows, limit, { item: (model) => model, token: ({ name }) => encodePageToken(query, [name]) });
}

export async function getModel(ledger: Ledger, name: string): Promise<Model> {
  return selectModel(ledger.sql, name);
}

/** Newest first. */
export async function listVersions(
  ledger: Ledger,
  name: string,
  asked: PageOptions = {},
): Promise<Page<ModelVersion>> {
  const query = ['model versions', name];
  const limit = pageLimit(asked.limit);
  const before = decodePageToken(query, asked.pageToken, ['integer']);
  const model = await findModel(ledger.sql, name);
  const rows = await selectVersions(ledger.sql, {
    modelId: model.id,
    before: (before?.[0] as number | undefined) ?? null,
    count: limit + 1,
  });
  return pageOf(rows, limit, {
    item: (version) => version,
    token: ({ version }) => encodePageToken(query, [version]),
  });
}

/** The newest in each stage, by the model's name; of a model without versions nothing. */
export async function latestOfStages(
  ledger: Ledger,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly ModelVersion[]>> {
  return selectLatestOfStages(ledger.sql, names);
}

/** By number, alias or `latest`. */
export async function getVersion(
  ledger: Ledger,
  name: string,
  selector: VersionSelector,
): Promise<ModelVersion> {
  return findVersion(ledger.sql, await findModel(ledger.sql, name), selector);
}
