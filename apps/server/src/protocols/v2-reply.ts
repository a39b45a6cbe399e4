import type { InferModel, InferOutput, InferOutputName, InferReply, TensorMetadata } from '@verdict/api';
import { inferOutputs } from '@verdict/api';
import type { ServedModel } from '@verdict/serve';
import type { Answer } from '../asking/question.ts';
import { type TensorType, writeTensor } from './v2-bytes.ts';
import type { InferQuestion, WantedOutput } from './v2-request.ts';

const datatypes: Readonly<Record<InferOutputName, TensorType>> = {
  label: 'BYTES',
  confidence: 'FP64',
  scores: 'FP64',
  unsure: 'BOOL',
  id: 'BYTES',
  version: 'INT32',
};

export interface InferBytes {
  readonly body: string | Buffer;
  /** Null: the body is JSON and nothing else. */
  readonly jsonLength: number | null;
}

/** Pure: the reply to a question, as JSON or as JSON with bytes behind it. */
export function writeInferReply(
  { id, outputs }: Pick<InferQuestion, 'id' | 'outputs'>,
  answers: readonly Answer[],
): InferBytes {
  const blobs: Buffer[] = [];
  const tensors = outputs.map((wanted) => {
    const tensor = tensorOf(wanted, answers);
    if (!wanted.binary) return tensor;
    const { data = [], ...rest } = tensor;
    const bytes = writeTensor(datatypes[wanted.name], data);
    blobs.push(bytes);
    return { ...rest, parameters: { ...rest.parameters, binary_data_size: bytes.length } };
  });
  const { name, version } = answers[0].served;
  const reply: InferReply = {
    model_name: name,
    ...(answers.every(({ served }) => served.version === version) && { model_version: String(version) }),
    ...(id !== null && { id }),
    outputs: tensors,
  };
  const json = JSON.stringify(reply);
  if (blobs.length === 0) return { body: json, jsonLength: null };
  const head = Buffer.from(json, 'utf8');
  return { body: Buffer.concat([head, ...blobs]), jsonLength: head.length };
}

function tensorOf({ name }: WantedOutput, answers: readonly Answer[]): InferOutput {
  const datatype = datatypes[name];
  const rows = answers.length;
  if (name !== 'scores') return { name, datatype, shape: [rows], data: answers.map(valuesOf[name]) };
  const classes = classesOf(answers);
  return {
    name,
    datatype,
    shape: [rows, classes.length],
    parameters: { classes: JSON.stringify(classes) },
    data: answers.flatMap(({ prediction }) => classes.map((label) => prediction.scores[label] ?? 0)),
  };
}

/** Of one version, as a rule; a challenger that fails within a request leaves its place to a champion with others. */
function classesOf(answers: readonly Answer[]): readonly string[] {
  const { model } = answers[0].served;
  if (answers.every(({ served }) => served.model === model)) return model.classes;
  return [...new Set(answers.flatMap(({ served }) => served.model.classes))];
}

const valuesOf: Readonly<
  Record<Exclude<InferOutputName, 'scores'>, (answer: Answer) => string | number | boolean>
> = {
  label: ({ prediction }) => prediction.label,
  confidence: ({ prediction }) => prediction.confidence,
  unsure: ({ prediction }) => prediction.unsure,
  id: ({ id }) => id,
  version: ({ served }) => served.version,
};

export function presentInferModel(
  { name, model }: ServedModel,
  versions: readonly ServedModel[],
): InferModel {
  return {
    name,
    versions: versions.map(({ version }) => String(version)),
    platform: `verdict_${model.head.kind}`,
    inputs: [{ name: 'text', datatype: 'BYTES', shape: [-1] }],
    outputs: inferOutputs.map((output): TensorMetadata => {
      const tensor = { name: output, datatype: datatypes[output], shape: [-1] };
      if (output !== 'scores') return tensor;
      const { classes } = model;
      return { ...tensor, shape: [-1, classes.length], parameters: { classes: JSON.stringify(classes) } };
    }),
  };
}
