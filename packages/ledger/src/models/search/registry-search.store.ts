import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { KeyPart } from '../../page-token.ts';
import { textTest, wholeTest } from '../../runs/filter/filter-to-sql.ts';
import { afterKey, column, type SortColumn } from '../../runs/filter/sort-columns.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Model, ModelVersion } from '../model.ts';
import { modelQuery, withLatest } from '../models.store.ts';
import { versionOf, versionQuery } from '../versions.store.ts';
import {
  asksForPrompts,
  promptTag,
  type RegistryCondition,
  type RegistryText,
  withoutPromptTests,
} from './registry-filter.ts';
import type { RegistryKey, RegistryOrder } from './registry-order.ts';

export interface RegistryWanted {
  readonly conditions: readonly RegistryCondition[];
  readonly order: readonly RegistryOrder[];
  readonly after: readonly KeyPart[] | null;
  readonly count: number;
}

export async function selectFoundModels(db: Kysely<Tables>, wanted: RegistryWanted): Promise<Model[]> {
  const columns = wanted.order.map((each) => modelColumn(each));
  const tags = (key: string): RawBuilder<unknown> =>
    sql`model_tag t where t.model_id = model.id and t.key = ${key}`;
  let query = modelQuery(db);
  for (const test of testsOf(wanted, columns, tags, tags)) query = query.where(test);
  for (const { expression, descending } of columns) {
    query = query.orderBy(expression, descending ? 'desc' : 'asc');
  }
  return withLatest(db, await query.limit(wanted.count).execute());
}

export async function selectFoundVersions(
  db: Kysely<Tables>,
  wanted: RegistryWanted,
): Promise<ModelVersion[]> {
  const columns = wanted.order.map((each) => versionColumn(each));
  const tags = (key: string): RawBuilder<unknown> =>
    sql`model_version_tag t where t.version_id = model_version.id and t.key = ${key}`;
  // A prompt is one as a whole: any version of it says so.
  const tagsOfAny = (key: string): RawBuilder<unknown> =>
    sql`model_version_tag t join model_version any_version on any_version.id = t.version_id
      where any_version.model_id = model_version.model_id and t.key = ${key}`;
  let query = versionQuery(db);
  for (const test of testsOf(wanted, columns, tags, tagsOfAny)) query = query.where(test);
  for (const { expression, descending } of columns) {
    query = query.orderBy(expression, descending ? 'desc' : 'asc');
  }
  return (await query.limit(wanted.count).execute()).map(versionOf);
}

type Tags = (key: string) => RawBuilder<unknown>;

function testsOf(
  { conditions, after }: RegistryWanted,
  columns: readonly SortColumn[],
  tags: Tags,
  promptTags: Tags,
): readonly RawBuilder<boolean>[] {
  const prompts = asksForPrompts(conditions);
  return [
    ...(prompts ? conditions : withoutPromptTests(conditions)).map((each) => testOf(each, tags)),
    ...(prompts
      ? []
      : [sql<boolean>`not exists (select 1 from ${promptTags(promptTag)} and t.value = 'true')`]),
    ...(after ? [afterKey(columns, after)] : []),
  ];
}

const textColumns: Readonly<Record<RegistryText, RawBuilder<unknown>>> = {
  name: sql.ref('model.name'),
  run_id: sql.ref('model_version.said_run_id'),
  source_path: sql.ref('model_version.source'),
};

function testOf(condition: RegistryCondition, tags: Tags): RawBuilder<boolean> {
  if (condition.entity === 'tag') {
    const test = textTest(sql.ref('t.value'), condition);
    return sql<boolean>`exists (select 1 from ${tags(condition.key)} and ${test})`;
  }
  return condition.key === 'version_number'
    ? wholeTest(sql.ref('model_version.number'), condition.op, condition.value)
    : textTest(textColumns[condition.key], condition);
}

/** In the order of bytes, which is the same in every database. */
const name = sql`(model.name collate "C")`;

function modelColumn({ key, descending }: RegistryOrder): SortColumn {
  const times = { creation_timestamp: 'model.created_ms', last_updated_timestamp: 'model.updated_ms' };
  return key === 'name' || key === 'version_number'
    ? column(name, 'text', descending)
    : column(sql.ref(times[key]), 'bigint', descending);
}

function versionColumn({ key, descending }: RegistryOrder): SortColumn {
  const numbers: Readonly<Record<Exclude<RegistryKey, 'name'>, string>> = {
    version_number: 'model_version.number',
    creation_timestamp: 'model_version.created_ms',
    last_updated_timestamp: 'model_version.updated_ms',
  };
  return key === 'name'
    ? column(name, 'text', descending)
    : column(sql.ref(numbers[key]), 'bigint', descending);
}
