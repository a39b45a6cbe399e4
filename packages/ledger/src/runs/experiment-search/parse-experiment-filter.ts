import { parseConditions } from '../filter/parse-filter.ts';
import { takeDirection } from '../filter/take-direction.ts';
import { takeName } from '../filter/take-name.ts';
import { takeNumberTest, takePresence, takeTextTest } from '../filter/take-test.ts';
import { type TokenReader, tokenReader } from '../filter/token-reader.ts';
import type { Token } from '../filter/tokens.ts';
import {
  type ExperimentAttribute,
  type ExperimentCondition,
  type ExperimentOrderColumn,
  experimentAttributes,
  experimentTimes,
} from './experiment-condition.ts';

/** The filters of runs, of other things: names, ids and times of experiments, and their tags. */
export function parseExperimentFilter(filter: string): readonly ExperimentCondition[] {
  return parseConditions(filter, takeCondition);
}

export function parseExperimentOrder(columns: readonly string[]): readonly ExperimentOrderColumn[] {
  return columns.map((column) => {
    const reader = tokenReader(column, 'order');
    const { entity, key, token } = takeExperimentName(reader);
    if (entity === 'tag') throw reader.refuse(token, `experiments are ordered by ${known}`);
    const descending = takeDirection(reader);
    return { by: attribute(reader, token, key), descending };
  });
}

const known = experimentAttributes.join(', ');
const entities = {
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  tag: 'tag',
  tags: 'tag',
} as const;

function takeExperimentName(reader: TokenReader) {
  return takeName<'attribute' | 'tag'>(reader, entities, 'attributes and tags');
}

function takeCondition(reader: TokenReader): ExperimentCondition {
  const { entity, key, token } = takeExperimentName(reader);
  if (entity === 'tag') return { entity, key, ...(takePresence(reader) ?? takeTextTest(reader)) };
  const by = attribute(reader, token, key);
  const time = experimentTimes.find((one) => one === by);
  if (time) return { entity: time, ...takeNumberTest(reader, time, true) };
  return by === 'experiment_id' ? takeIds(reader) : { entity: 'name', ...takeTextTest(reader) };
}

function takeIds(reader: TokenReader): ExperimentCondition {
  const sign = reader.peek();
  const test = takeTextTest(reader);
  if (test.op === 'like' || test.op === 'ilike') {
    throw reader.refuse(sign, 'an id is compared by one of = != IN NOT IN');
  }
  const ids = 'values' in test ? test.values : [test.value];
  if (!ids.every((id) => /^\d{1,15}$/.test(id))) {
    throw reader.refuse(sign, "the id of an experiment is a whole number in quotes, such as '12'");
  }
  return { entity: 'id', not: test.op === '!=' || test.op === 'not in', ids: ids.map(Number) };
}

function attribute(reader: TokenReader, token: Token, name: string): ExperimentAttribute {
  const lower = name.toLowerCase();
  const found = experimentAttributes.find((one) => one === lower);
  if (found) return found;
  throw reader.refuse(
    token,
    `${name.slice(0, 60)} is none of the attributes ${known}; tags are written as tags.team`,
  );
}
