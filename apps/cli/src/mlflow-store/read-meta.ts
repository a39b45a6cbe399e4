import { isMap, isScalar, parseDocument } from 'yaml';

/** Fields of a meta.yaml as text: which of them are numbers is for their reader to say. */
export type Meta = Readonly<Record<string, string | null>>;

/**
 * PyYAML writes by YAML 1.1 and leaves unquoted what no number is there, such as the run id `12e3…`. So nothing is taken
 * for a number here, and null only where it stands without quotes.
 */
export function parseMeta(text: string): Meta {
  const { contents, errors } = parseDocument(text, { schema: 'failsafe' });
  if (errors.length > 0) throw new Error(errors[0].message.split('\n', 1)[0]);
  if (!isMap(contents)) throw new Error('it holds no fields');
  return Object.fromEntries(
    contents.items.flatMap(({ key, value }): [string, string | null][] => {
      if (!isScalar(key) || !isScalar(value)) return [];
      const said = String(value.value ?? '');
      const empty = value.type === 'PLAIN' && /^(null|Null|NULL|~|)$/.test(said);
      return [[String(key.value), empty ? null : said]];
    }),
  );
}

/** The fields of a map within: `tags` of an input. */
export function parseMetaMap(text: string, field: string): Readonly<Record<string, string>> {
  const value = parseDocument(text, { schema: 'failsafe' }).get(field);
  if (!isMap(value)) return {};
  return Object.fromEntries(
    value.items.flatMap(({ key, value }): [string, string][] =>
      isScalar(key) && isScalar(value) ? [[String(key.value), String(value.value ?? '')]] : [],
    ),
  );
}

/** Whole milliseconds or a small number; the alternative where there is none. */
export function wholeOf(said: string | null | undefined, otherwise: number): number {
  const value = Math.trunc(Number(said ?? Number.NaN));
  return Number.isSafeInteger(value) ? value : otherwise;
}
