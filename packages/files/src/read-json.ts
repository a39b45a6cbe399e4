import { type ColumnChoice, chooseColumns } from './columns.ts';
import { FilesError } from './errors.ts';
import { checkedText, isBlank, refuseBlankLabel, refuseNoRows } from './row-rules.ts';
import type { FormatRead, ReadOptions, RowSink } from './rows.ts';
import { createArraySplitter, createLineSplitter } from './split-json.ts';

/**
 * One object a line, or one array of objects. The first object's keys are the columns; a later object may
 * have others beside the text and the label. Labels may be texts, numbers or booleans; null is no label.
 */
export async function readJson(
  path: string,
  format: 'jsonl' | 'json',
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
  sink: RowSink,
): Promise<FormatRead> {
  const { labelled = true, bareTexts = false } = options;
  let rows = 0;
  let names: readonly string[] = [];
  let choice: ColumnChoice | null = null;

  const take = (json: string, line: number): void => {
    const value = parseRow(path, json, line, bareTexts);
    if (typeof value === 'string') {
      rows++;
      sink(checkedText(path, 'Line', line, value), null, line);
      return;
    }
    if (choice === null) {
      names = Object.keys(value);
      choice = chooseColumns(path, names, options);
    }
    const textName = names[choice.text];
    const found = ownValue(value, textName);
    if (found === undefined)
      throw new FilesError(
        'COLUMN_MISSING',
        path,
        `Line ${line} of ${path} has no "${textName}"; give every object its text.`,
        { place: { line } },
      );
    if (typeof found !== 'string') throw wrongKind(path, line, textName, 'a text');
    const text = checkedText(path, 'Line', line, found);
    let label: string | null = null;
    if (choice.label !== null) {
      const labelName = names[choice.label];
      label = labelText(path, line, labelName, ownValue(value, labelName));
      if (labelled && isBlank(label)) throw refuseBlankLabel(path, 'Line', line, labelName);
    }
    rows++;
    sink(text, label, line);
  };

  const splitter =
    format === 'json' ? createArraySplitter(path, take, bareTexts) : createLineSplitter(path, take);
  for await (const chunk of chunks) splitter.push(chunk);
  splitter.end();
  if (rows === 0) throw refuseNoRows(path);
  if (choice === null) return { format, columns: { text: 'text', label: null }, rows, notes: [] };
  const { text, label, leftOver }: ColumnChoice = choice;
  const columns = { text: names[text], label: label === null ? null : names[label] };
  return {
    format,
    columns,
    rows,
    notes: leftOver
      ? [
          {
            code: 'COLUMN_LEFT_OVER',
            message: `"${columns[leftOver]}" is taken as the ${leftOver}, as the only column left.`,
          },
        ]
      : [],
  };
}

function parseRow(path: string, json: string, line: number, bareTexts: boolean): object | string {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new FilesError(
      'JSON_INVALID',
      path,
      `Line ${line} of ${path} is not valid JSON; write one whole object a line.`,
      { cause, place: { line } },
    );
  }
  if (bareTexts && typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FilesError(
      'JSON_INVALID',
      path,
      `Line ${line} of ${path} is not a JSON object; write {"text": …, "label": …} for each row.`,
      { place: { line } },
    );
  return value;
}

/** Keys come from outside: "constructor" must not find what every object inherits. */
function ownValue(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}

function labelText(path: string, line: number, name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return checkedText(path, 'Line', line, value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw wrongKind(path, line, name, 'a text or a number');
}

function wrongKind(path: string, line: number, name: string, expected: string): FilesError {
  return new FilesError(
    'JSON_INVALID',
    path,
    `"${name}" on line ${line} of ${path} is not ${expected}; give it ${expected}.`,
    { place: { line } },
  );
}
