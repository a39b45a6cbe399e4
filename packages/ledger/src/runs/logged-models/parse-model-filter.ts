import { LedgerError } from '../../errors.ts';
import { shown } from '../../names.ts';
import type { NumberOp, TextTest } from '../filter/condition.ts';
import { FilterInvalid } from '../filter/filter-invalid.ts';
import { parseConditions } from '../filter/parse-filter.ts';
import { takeName } from '../filter/take-name.ts';
import type { TokenReader } from '../filter/token-reader.ts';
import type { Token } from '../filter/tokens.ts';
import {
  attributeNamed,
  isTime,
  type ModelCondition,
  type ModelText,
  type ModelTime,
  modelTexts,
  modelTimes,
} from './model-condition.ts';

type Subject =
  | { readonly entity: 'metric' | 'param' | 'tag'; readonly key: string }
  | { readonly entity: 'attribute'; readonly key: ModelText | ModelTime };

const entities: Readonly<Record<string, Subject['entity']>> = {
  attributes: 'attribute',
  metrics: 'metric',
  params: 'param',
  tags: 'tag',
};
const numberOps: readonly NumberOp[] = ['<', '<=', '>', '>=', '=', '!='];
const textOps = ['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'] as const;

/**
 * MLflow's filters of logged models: as of runs, but that a value may stand without quotes, times are attributes like
 * the others, and there are no datasets in it. What MLflow has words for is refused in them.
 */
export function parseModelFilter(filter: string): readonly ModelCondition[] {
  try {
    return parseConditions(filter, takeCondition);
  } catch (error) {
    if (!(error instanceof FilterInvalid)) throw error;
    throw new FilterInvalid(`Invalid filter string: ${shown(filter)}. ${error.message}`, error);
  }
}

function takeCondition(reader: TokenReader): ModelCondition {
  const subject = takeSubject(reader);
  const op = takeOp(reader);
  const isNumber = subject.entity === 'metric' || (subject.entity === 'attribute' && isTime(subject.key));
  const ops: readonly string[] = isNumber ? numberOps : textOps;
  if (!ops.includes(op)) {
    const plural = subject.entity === 'attribute' ? 'attributes' : `${subject.entity}s`;
    throw refused(
      `Invalid comparison operator for ${plural}.${subject.key}: '${op}'. Expected one of (${ops.map((each) => `'${each}'`).join(', ')}).`,
    );
  }
  if (isNumber) return { ...subject, op, value: takeNumber(reader) } as ModelCondition;
  const isStatus = subject.entity === 'attribute' && subject.key === 'status';
  return { ...subject, ...takeTextTest(reader, op, isStatus ? statusWord : asIs) } as ModelCondition;
}

function takeSubject(reader: TokenReader): Subject {
  const first = reader.peek();
  const owner = first.kind === 'word' && first.text.includes('.') ? first.text.split('.', 1)[0] : null;
  if (owner !== null && !Object.hasOwn(entities, owner.toLowerCase())) {
    throw refused(
      `Invalid entity type: '${owner.slice(0, 60)}'. Expected one of ['attributes', 'metrics', 'params', 'tags'].`,
    );
  }
  const { entity, key, token } = takeName(reader, entities, 'attributes, metrics, params and tags');
  return entity === null || entity === 'attribute' ? attribute(reader, token, key) : { entity, key };
}

function attribute(reader: TokenReader, token: Token, name: string): Subject {
  const key = attributeNamed(name);
  if (key) return { entity: 'attribute', key };
  throw reader.refuse(
    token,
    `of a logged model there are the attributes ${[...modelTexts, ...modelTimes].join(', ')}, and metrics.…, params.… and tags.…`,
  );
}

function takeOp(reader: TokenReader): string {
  const sign = reader.take();
  if (sign.kind === 'operator') return sign.text;
  const word = sign.kind === 'word' ? sign.text.toUpperCase() : '';
  if (word === 'NOT' && reader.takeWord('in')) return 'NOT IN';
  if (word === 'LIKE' || word === 'ILIKE' || word === 'IN') return word;
  throw reader.refuse(sign, `one of ${textOps.join(' ')} < <= > >= is wanted`);
}

function takeNumber(reader: TokenReader): number {
  const token = reader.take();
  const isInfinite = /^[+-]?inf(inity)?$/i.exec(token.text);
  if (token.kind === 'word' && isInfinite) {
    return token.text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (token.kind === 'word' && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(token.text)) {
    return Number(token.text);
  }
  throw reader.refuse(token, 'a number without quotes is wanted, such as 0.9');
}

function takeTextTest(reader: TokenReader, op: string, kept: (value: string) => string): TextTest {
  const lower = op.toLowerCase();
  if (lower !== 'in' && lower !== 'not in') {
    return { op: lower as '=' | '!=' | 'like' | 'ilike', value: kept(takeText(reader)) };
  }
  const open = reader.take();
  if (open.text !== '(' || open.kind !== 'punctuation') {
    throw reader.refuse(open, "a list is wanted, as ('a', 'b')");
  }
  const values = [kept(takeText(reader))];
  for (;;) {
    const token = reader.take();
    if (token.kind === 'punctuation' && token.text === ')') return { op: lower, values };
    if (token.kind !== 'punctuation' || token.text !== ',') {
      throw reader.refuse(token, 'a comma or ) is wanted in a list');
    }
    // A comma may end it, as it ends a tuple of one in Python.
    const last = reader.peek();
    if (last.kind !== 'punctuation' || last.text !== ')') values.push(kept(takeText(reader)));
  }
}

function takeText(reader: TokenReader): string {
  const token = reader.take();
  if (token.kind === 'word' || (token.kind === 'quoted' && token.quote !== '`')) return token.text;
  throw reader.refuse(token, "text in quotes is wanted, as 'champion'");
}

const asIs = (value: string): string => value;

/** `READY` of the client, `LOGGED_MODEL_READY` of the wire. */
function statusWord(value: string): string {
  return value
    .toUpperCase()
    .replace(/^LOGGED_MODEL_/, '')
    .replace(/^UPLOAD_/, '');
}

function refused(message: string): LedgerError {
  return new LedgerError('FILTER_INVALID', message);
}
