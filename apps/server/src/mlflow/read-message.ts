import type { Static, TObject } from 'typebox';
import { ServerError } from '../errors.ts';
import { type Fields, isFields } from '../protocols/refuse-request.ts';

const hint = ' See the API docs for more information about request parameters.';

/** The part of JSON schema that MLflow's messages are written in. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

/**
 * A message as MLflow reads it: fields that the schema does not name are passed over, null is a field that was not set,
 * whole numbers and doubles may come as text, and of a query everything does. Refused in MLflow's words.
 */
export function readMessage<Message extends TObject>(schema: Message, said: unknown): Static<Message> {
  return readObject(schema as Shape, isFields(said) ? said : {}, '') as Static<Message>;
}

/** Where a query has a list, once or often, the list; elsewhere its last value. */
export function messageOfQuery(schema: TObject, query: Fields): Fields {
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      const isList = (schema.properties[key] as Shape | undefined)?.type === 'array';
      if (isList) return [key, Array.isArray(value) ? value : [value]];
      return [key, Array.isArray(value) ? value.at(-1) : value];
    }),
  );
}

function readObject({ properties = {}, required = [] }: Shape, said: Fields, place: string): Fields {
  const read: Record<string, unknown> = {};
  for (const [key, shape] of Object.entries(properties)) {
    const value = Object.hasOwn(said, key) ? said[key] : undefined;
    const where = place === '' ? key : `${place}.${key}`;
    if (value === undefined || value === null || (value === '' && required.includes(key))) {
      if (required.includes(key)) throw missing(where);
      continue;
    }
    read[key] = readValue(shape, value, where);
  }
  return read;
}

function readValue(shape: Shape, value: unknown, place: string): unknown {
  if (shape.anyOf) return readDouble(value, place);
  if (shape.enum) return readEnum(shape.enum, value, place);
  switch (shape.type) {
    case 'string':
      return typeof value === 'string' ? value : refuse(place, value);
    case 'integer':
      return readWhole(value, place);
    case 'number':
      return readDouble(value, place);
    case 'boolean':
      if (value === true || value === false) return value;
      if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
      return refuse(place, value);
    case 'array':
      if (!Array.isArray(value)) return refuse(place, value);
      return value.map((each, at) => readValue(shape.items ?? {}, each, `${place}[${at}]`));
    case 'object':
      return isFields(value) ? readObject(shape, value, place) : refuse(place, value);
    default:
      return value;
  }
}

/** By name, or by number: MLflow counts from one. */
function readEnum(names: readonly string[], value: unknown, place: string): string {
  const name = typeof value === 'number' ? names[value - 1] : value;
  return typeof name === 'string' && names.includes(name) ? name : refuse(place, value);
}

function readWhole(value: unknown, place: string): number {
  const number = typeof value === 'string' && /^-?\d{1,19}(\.0*)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : refuse(place, value);
}

const named: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
};

function readDouble(value: unknown, place: string): number {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return refuse(place, value);
  if (Object.hasOwn(named, value)) return named[value];
  return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : refuse(place, value);
}

function missing(place: string): ServerError {
  return new ServerError('REQUEST_INVALID', `Missing value for required parameter '${place}'.${hint}`);
}

function refuse(place: string, value: unknown): never {
  throw new ServerError(
    'REQUEST_INVALID',
    `Invalid value ${told(value)} for parameter '${place}' supplied:  Hint: Value was of type '${pythonType(value)}'.${hint}`,
  );
}

/** What a caller sent is repeated, and never at length. */
function told(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? 'null';
  } catch {
    return '(nested too deep to repeat)';
  }
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** MLflow's users read Python. */
function pythonType(value: unknown): string {
  if (value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'dict' : 'str';
}
