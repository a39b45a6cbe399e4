import { type Fields, isFields, readKey, refuse, shown } from './refuse-request.ts';

/** What a call of MLflow's scoring asks, whichever of its forms it has. */
export interface InvocationQuestion {
  readonly texts: readonly string[];
  readonly key: string | null;
}

const forms = ['dataframe_split', 'dataframe_records', 'instances', 'inputs'] as const;
type Form = (typeof forms)[number];

export function readInvocation(body: unknown): InvocationQuestion {
  const given = isFields(body) ? forms.filter((form) => body[form] !== undefined) : [];
  if (!isFields(body) || given.length !== 1) {
    return refuse(`The input must be a JSON object with exactly one of the fields ${forms.join(', ')}.`);
  }
  const stranger = Object.keys(body).find(
    (name) => name !== 'params' && !forms.some((form) => form === name),
  );
  if (stranger !== undefined) return refuse(`The field ${shown(stranger)} is not known here; leave it out.`);
  return { texts: readers[given[0]](body[given[0]]), key: keyOf(body.params) };
}

function keyOf(params: unknown): string | null {
  if (params === undefined || params === null) return null;
  if (!isFields(params)) return refuse('The "params" must be an object.');
  const stranger = Object.keys(params).find((name) => name !== 'key');
  if (stranger !== undefined) {
    return refuse(`The param ${shown(stranger)} is not known; the models here take "key" and no other.`);
  }
  return readKey(params.key, 'param "key"');
}

const readers: Readonly<Record<Form, (value: unknown) => readonly string[]>> = {
  dataframe_split: (value) => {
    if (!isFields(value) || !Array.isArray(value.data)) {
      return refuse('The "dataframe_split" must be an object with "columns" and "data".');
    }
    const { columns = null, data } = value;
    if (columns === null) return textsOf(data, 'dataframe_split');
    if (!Array.isArray(columns)) return refuse('The "columns" of "dataframe_split" must be a list of names.');
    const at = textColumn(columns.map(String));
    return data.map((row: unknown, i) => {
      if (!Array.isArray(row) || row.length !== columns.length) {
        return refuse(
          `The row at index ${i} of "dataframe_split" has not the ${columns.length} columns it should.`,
        );
      }
      return textOr(row[at], 'dataframe_split', i);
    });
  },
  dataframe_records: (value) => textsOf(value, 'dataframe_records'),
  instances: (value) => textsOf(value, 'instances'),
  inputs: (value) => {
    if (typeof value === 'string') return [value];
    if (!isFields(value)) return textsOf(value, 'inputs');
    const held = ofTextColumn(value);
    return typeof held === 'string' ? [held] : textsOf(held, 'inputs');
  },
};

/** Each a text, a list of one, or an object that has one. */
function textsOf(rows: unknown, form: Form): readonly string[] {
  if (!Array.isArray(rows)) return refuse(`The "${form}" must be a list of rows.`);
  return rows.map((row: unknown, i) => {
    if (Array.isArray(row) && row.length === 1) return textOr(row[0], form, i);
    return textOr(isFields(row) ? ofTextColumn(row) : row, form, i);
  });
}

function ofTextColumn(fields: Fields): unknown {
  const names = Object.keys(fields);
  return fields[names[textColumn(names)]];
}

/** Where the text stands: the column `text`, else the only one. */
export function textColumn(names: readonly string[]): number {
  const named = names.flatMap((name, at) => (name.trim().toLowerCase() === 'text' ? [at] : []));
  if (named.length === 1) return named[0];
  if (named.length === 0 && names.length === 1) return 0;
  return refuse(
    `One column must be named "text", or be the only one; there are ${shown(names.slice(0, 5))}.`,
  );
}

function textOr(value: unknown, form: Form, index: number): string {
  if (typeof value === 'string') return value;
  return refuse(`The row at index ${index} of "${form}" has ${shown(value)} where a text should be.`);
}
