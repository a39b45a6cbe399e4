import {
  type DatasetField,
  datasetFields,
  type TextAttribute,
  type TimeAttribute,
  textAttributes,
  timeAttributes,
} from './condition.ts';
import { filterInvalid } from './filter-invalid.ts';
import { type Token, tokensOf } from './tokens.ts';

export interface TokenReader {
  readonly peek: () => Token;
  readonly take: () => Token;
  /** Takes the next where it is this keyword, however it is written. */
  readonly takeWord: (word: string) => boolean;
  readonly refuse: (token: Token, fault: string) => Error;
}

export function tokenReader(text: string, what: 'filter' | 'order' = 'filter'): TokenReader {
  const tokens = tokensOf(text, what);
  let next = 0;
  return {
    peek: () => tokens[next],
    // The end is there however often it is taken.
    take: () => tokens[next < tokens.length - 1 ? next++ : next],
    takeWord: (word) => {
      const found = tokens[next].kind === 'word' && tokens[next].text.toLowerCase() === word;
      if (found) next++;
      return found;
    },
    refuse: (token, fault) => filterInvalid(text, token.at, fault, what, token.end),
  };
}

/** What a comparison or an order is about. */
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

/** `metrics.accuracy`, ``params.`my key` ``, `start_time`, `"Run name"`. */
export function takeSubject(reader: TokenReader): Subject {
  const token = reader.take();
  if (token.kind === 'quoted' && token.quote !== "'") return attribute(reader, token, token.text);
  if (token.kind !== 'word') {
    throw reader.refuse(token, 'a name is wanted, such as metrics.accuracy, params.recipe or start_time');
  }
  const dot = token.text.indexOf('.');
  if (dot < 0) return attribute(reader, token, token.text);
  const owner = token.text.slice(0, dot).toLowerCase();
  if (!Object.hasOwn(entities, owner)) {
    throw reader.refuse(
      token,
      `${owner || 'nothing'} is none of metrics, params, tags, attributes and datasets; a name with dots in it is written as params."a.b"`,
    );
  }
  const entity = entities[owner];
  const key = token.text.slice(dot + 1) || takeQuotedKey(reader, token);
  if (entity === 'attribute') return attribute(reader, token, key);
  if (entity !== 'dataset') return { entity, key };
  const field = datasetFields.find((known) => known === key.toLowerCase());
  if (!field) throw reader.refuse(token, `of a dataset there are ${datasetFields.join(', ')}`);
  return { entity, key: field };
}

function takeQuotedKey(reader: TokenReader, owner: Token): string {
  const quoted = reader.peek();
  if (quoted.kind !== 'quoted' || quoted.quote === "'" || quoted.at !== owner.end || quoted.text === '') {
    throw reader.refuse(quoted, `a key is wanted right after ${owner.text}, such as ${owner.text}"my key"`);
  }
  return reader.take().text;
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
