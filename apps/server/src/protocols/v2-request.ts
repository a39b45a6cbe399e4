import { type InferOutputName, inferOutputs } from '@verdict/api';
import { type Fields, isFields, readKey, refuse, shown } from './refuse-request.ts';
import { readBytesTensor, type SplitBody, textOf } from './v2-bytes.ts';

export interface WantedOutput {
  readonly name: InferOutputName;
  readonly binary: boolean;
}

/** What an inference request asks, whichever way it was written. */
export interface InferQuestion {
  readonly texts: readonly string[];
  /** To be given back. */
  readonly id: string | null;
  readonly key: string | null;
  readonly outputs: readonly WantedOutput[];
}

const onlyInput = 'The models here have one input, "text", of BYTES and the shape [n] or [n, 1]';

/** A body that is one text and nothing else. */
export function rawText(body: Buffer): InferQuestion {
  const outputs = inferOutputs.map((name) => ({ name, binary: false }));
  return { texts: [textOf(body, 'The body')], id: null, key: null, outputs };
}

export function readInferRequest({ json, tensors }: SplitBody): InferQuestion {
  if (!isFields(json)) return refuse('The body is no JSON object; send one with "inputs".');
  const { id = null, inputs } = json;
  if (id !== null && typeof id !== 'string') return refuse('The "id" must be a string.');
  const parameters = readParameters(json.parameters, 'The "parameters"');
  const allBinary = readFlag(parameters.binary_data_output, 'parameter "binary_data_output"') ?? false;
  if (!Array.isArray(inputs) || inputs.length !== 1 || !isFields(inputs[0])) {
    return refuse(`${onlyInput}; send it as the one element of "inputs".`);
  }
  return {
    texts: readTextInput(inputs[0], tensors),
    id,
    key: readKey(parameters.key, 'parameter "key"'),
    outputs: readOutputs(json.outputs, allBinary),
  };
}

function readTextInput(input: Fields, tensors: Buffer): readonly string[] {
  if (input.name !== 'text' || input.datatype !== 'BYTES') {
    return refuse(`${onlyInput}; ${shown(input.name)} of ${shown(input.datatype)} is not known.`);
  }
  const count = readCount(input.shape);
  const parameters = readParameters(input.parameters, 'The "parameters" of the input "text"');
  const contentType = parameters.content_type ?? 'str';
  if (contentType !== 'str') {
    return refuse(`The content_type ${shown(contentType)} is not read; send plain texts, as "str".`);
  }
  const size = parameters.binary_data_size;
  if (size !== undefined && size !== tensors.length) {
    return refuse(
      `The "binary_data_size" is ${shown(size)} and ${tensors.length} bytes follow the JSON; they must be the same.`,
    );
  }
  if (size === undefined && tensors.length > 0) {
    return refuse('Bytes follow the JSON and the input "text" has no "binary_data_size"; give it.');
  }
  if (size !== undefined && input.data !== undefined) {
    return refuse('The input "text" has "data" and bytes; send one of them.');
  }
  const texts = size === undefined ? readData(input.data, input.shape) : readBytesTensor(tensors, count);
  if (texts.length === count) return texts;
  return refuse(`The input "text" has ${texts.length} elements and its shape says ${count}.`);
}

function readCount(shape: unknown): number {
  const isShape =
    Array.isArray(shape) &&
    (shape.length === 1 || (shape.length === 2 && shape[1] === 1)) &&
    Number.isSafeInteger(shape[0]) &&
    shape[0] >= 0;
  return isShape ? (shape[0] as number) : refuse(`${onlyInput}; the shape ${shown(shape)} is not known.`);
}

/** Flat, or nested as the shape says. */
function readData(data: unknown, shape: unknown): readonly string[] {
  if (!Array.isArray(data)) {
    return refuse('The input "text" has no list "data"; send the texts in it.');
  }
  const nested = (shape as readonly number[]).length === 2 && Array.isArray(data[0]);
  return data.map((row: unknown, i) => {
    const value = nested && Array.isArray(row) && row.length === 1 ? (row[0] as unknown) : row;
    if (typeof value === 'string') return value;
    return refuse(
      `The "data" of the input "text" has ${shown(value)} at index ${i}; every element is a string.`,
    );
  });
}

function readOutputs(outputs: unknown, allBinary: boolean): readonly WantedOutput[] {
  if (outputs === undefined || outputs === null || (Array.isArray(outputs) && outputs.length === 0)) {
    return inferOutputs.map((name) => ({ name, binary: allBinary }));
  }
  if (!Array.isArray(outputs)) return refuse('The "outputs" must be a list.');
  // Asked for a thousand times, the scores of a thousand texts would be a gigabyte.
  if (outputs.length > inferOutputs.length) {
    return refuse(`There are ${outputs.length} outputs asked for; ask for each once, of ${known}.`);
  }
  const seen = new Set<InferOutputName>();
  return outputs.map((output: unknown) => {
    const wanted = isFields(output) ? inferOutputs.find((name) => name === output.name) : undefined;
    if (wanted === undefined || !isFields(output)) {
      return refuse(
        `The output ${shown(isFields(output) ? output.name : output)} is not known; there are ${known}.`,
      );
    }
    if (seen.has(wanted)) return refuse(`The output ${shown(wanted)} is asked for twice; ask once.`);
    seen.add(wanted);
    const parameters = readParameters(output.parameters, `The "parameters" of the output "${wanted}"`);
    if (parameters.classification !== undefined) {
      return refuse('The parameter "classification" is not known; ask for the output "scores".');
    }
    return { name: wanted, binary: readFlag(parameters.binary_data, 'parameter "binary_data"') ?? allBinary };
  });
}

const known = inferOutputs.join(', ');

function readParameters(value: unknown, place: string): Fields {
  if (value === undefined || value === null) return {};
  return isFields(value) ? value : refuse(`${place} must be an object.`);
}

function readFlag(value: unknown, place: string): boolean | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'boolean' ? value : refuse(`The ${place} must be true or false.`);
}
