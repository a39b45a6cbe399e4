import { LearnError } from '../errors.ts';
import { nearestName } from './parse-nearest.ts';

/** Takes what stands at a path of the JSON, and gives it back frozen or refuses it in one sentence. */
export type Parse<T> = (value: unknown, path: string) => T;

/** A parser for every field of T: a field added to a type is an error here until somebody says what it allows. */
export type Fields<T> = { readonly [K in keyof T]-?: Parse<Exclude<T[K], undefined>> };

export function refusal(path: string, value: unknown, allowed: string): LearnError {
  const place = path === '' ? 'The recipe' : path;
  const found = value === undefined ? 'missing' : show(value);
  return new LearnError('RECIPE_INVALID', `${place} is ${found}; give ${allowed}.`);
}

export function contradiction(path: string, why: string): LearnError {
  return new LearnError('RECIPE_INVALID', `${path} ${why}.`);
}

export const flag: Parse<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw refusal(path, value, 'true or false');
  return value;
};

export function oneOf<const T extends string>(...names: readonly T[]): Parse<T> {
  return (value, path) => {
    const found = names.find((name) => name === value);
    if (found === undefined) throw refusal(path, value, orList(names.map((name) => `"${name}"`)));
    return found;
  };
}

export function numberWhere(isAllowed: (value: number) => boolean, allowed: string): Parse<number> {
  return (value, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || !isAllowed(value))
      throw refusal(path, value, allowed);
    return value;
  };
}

export function whole(from: number, to = Number.MAX_SAFE_INTEGER): Parse<number> {
  const range = to === Number.MAX_SAFE_INTEGER ? `of ${from} or more` : `from ${from} to ${to}`;
  return numberWhere((n) => Number.isInteger(n) && n >= from && n <= to, `a whole number ${range}`);
}

export const aboveZero = numberWhere((n) => n > 0, 'a number above 0');

export const zeroOrMore = numberWhere((n) => n >= 0, 'a number of 0 or more');

export function listOf<T>(item: Parse<T>, least: number, most: number, what: string): Parse<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw refusal(path, value, `a list of ${what}`);
    if (value.length < least || value.length > most) {
      throw new LearnError(
        'RECIPE_INVALID',
        `${path} is a list of ${value.length}; give ${least} to ${most} ${what}.`,
      );
    }
    return Object.freeze(value.map((one, i) => item(one, under(path, i))));
  };
}

/** Fields stay in the order they came in, so that a recipe written out again reads as it was written. */
export function recordOf<T extends object>(
  what: string,
  fields: Fields<T>,
  required: readonly (keyof T & string)[],
): Parse<T> {
  return (value, path) => {
    if (!isRecord(value)) throw refusal(path, value, `${what} as an object`);
    const parsed: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(value)) {
      if (!Object.hasOwn(fields, name))
        throw unknownField(under(path, name), name, what, Object.keys(fields));
      if (inner !== undefined) parsed[name] = fields[name as keyof T](inner, under(path, name));
    }
    // A field that is missing is asked of its own parser, which knows what to ask for.
    for (const name of required) if (!(name in parsed)) fields[name](undefined, under(path, name));
    return Object.freeze(parsed) as T;
  };
}

/** An object that names exactly one of these fields: `{"first": 100}` or `{"last": 100}`. */
export function choiceOf<T extends object>(allowed: string, fields: Record<string, Parse<number>>): Parse<T> {
  return (value, path) => {
    const names = isRecord(value) ? Object.keys(value) : [];
    if (!isRecord(value) || names.length !== 1 || !Object.hasOwn(fields, names[0]))
      throw refusal(path, value, allowed);
    const [name] = names;
    return Object.freeze({ [name]: fields[name](value[name], under(path, name)) }) as T;
  };
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths are written as in a sweep's `vary`: features.0.minDf. */
export function under(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}.${name}`;
}

export function orList(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function unknownField(path: string, name: string, what: string, names: readonly string[]): LearnError {
  const meant = nearestName(name, names);
  const hint = meant === null ? `its fields are ${names.join(', ')}` : `perhaps you mean ${meant}`;
  return new LearnError('RECIPE_INVALID', `${path} is no field of ${what}; ${hint}.`);
}

/** So much of a value is enough to find it again. */
const longestShown = 60;

function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? `a ${typeof value}`);
  return text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text;
}
