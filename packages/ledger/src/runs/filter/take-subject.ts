import { runNameTag } from '../run.ts';
import {
  type DatasetField,
  datasetFields,
  type TextAttribute,
  type TimeAttribute,
  textAttributes,
  timeAttributes,
} from './condition.ts';
import { takeName } from './take-name.ts';
import type { TokenReader } from './token-reader.ts';
import type { Token } from './tokens.ts';

/** What a comparison or an order of runs is about. */
export type Subject =
  | { readonly entity: 'metric' | 'param' | 'tag'; readonly key: string }
  | { readonly entity: 'dataset'; readonly key: DatasetField }
  | { readonly entity: 'attribute'; readonly key: TextAttribute | TimeAttribute };

const entities: Readonly<Record<string, Subject['entity']>> = {
  metric: 'metric',
  metrics: 'metric',
  param: 'param',
  params: 'param',
  parameter: 'param',
  parameters: 'param',
  tag: 'tag',
  tags: 'tag',
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  dataset: 'dataset',
  datasets: 'dataset',
};

/** MLflow's other names of attributes. */
const aliases: Readonly<Record<string, TextAttribute | TimeAttribute>> = {
  created: 'start_time',
  start_ms: 'start_time',
  end_ms: 'end_time',
  'run name': 'run_name',
  'run id': 'run_id',
  name: 'run_name',
  id: 'run_id',
  user: 'user_id',
};

export function takeSubject(reader: TokenReader): Subject {
  const { entity, key, token } = takeName(reader, entities, 'metrics, params, tags, attributes and datasets');
  if (entity === null || entity === 'attribute') return attribute(reader, token, key);
  if (entity === 'tag' && key === runNameTag) return { entity: 'attribute', key: 'run_name' };
  if (entity !== 'dataset') return { entity, key };
  const field = datasetFields.find((known) => known === key.toLowerCase());
  if (!field) throw reader.refuse(token, `of a dataset there are ${datasetFields.join(', ')}`);
  return { entity, key: field };
}

function attribute(reader: TokenReader, token: Token, name: string): Subject {
  const lower = name.toLowerCase();
  const key = Object.hasOwn(aliases, lower)
    ? aliases[lower]
    : [...textAttributes, ...timeAttributes].find((known) => known === lower);
  if (key) return { entity: 'attribute', key };
  throw reader.refuse(
    token,
    `${name.slice(0, 60)} is none of the attributes ${[...textAttributes, ...timeAttributes].join(', ')}; metrics, params and tags are written as metrics.accuracy`,
  );
}
