import { type Static, Type } from 'typebox';

/** Open Inference Protocol v2 over REST. Fields that are not known are passed over, as the protocol has it. */

const Parameters = Type.Record(
  Type.String(),
  Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
);

export const InferInput = Type.Object({
  name: Type.Literal('text'),
  shape: Type.Array(Type.Integer({ minimum: 0 }), {
    minItems: 1,
    maxItems: 2,
    description: '`[n]` or `[n, 1]`.',
  }),
  datatype: Type.Literal('BYTES'),
  parameters: Type.Optional(Parameters),
  data: Type.Optional(
    Type.Array(Type.Union([Type.String(), Type.Array(Type.String())]), {
      description: 'The texts, flat or nested as the shape; absent where they follow as bytes.',
    }),
  ),
});

/** What can be asked of a model. */
export const inferOutputs = ['label', 'confidence', 'scores', 'unsure', 'id', 'version'] as const;
export type InferOutputName = (typeof inferOutputs)[number];

export const InferRequest = Type.Object(
  {
    id: Type.Optional(Type.String({ description: 'Given back as it came.' })),
    parameters: Type.Optional(
      Type.Object({
        key: Type.Optional(
          Type.String({ maxLength: 200, description: 'Whose question it is, as in `/predict`.' }),
        ),
        binary_data_output: Type.Optional(Type.Boolean()),
      }),
    ),
    inputs: Type.Array(InferInput, { minItems: 1, maxItems: 1 }),
    outputs: Type.Optional(
      Type.Array(
        Type.Object({
          name: Type.Union(inferOutputs.map((name) => Type.Literal(name))),
          parameters: Type.Optional(Type.Object({ binary_data: Type.Optional(Type.Boolean()) })),
        }),
        { description: 'Which outputs; all of them unless told.' },
      ),
    ),
  },
  {
    examples: [
      {
        id: '1',
        inputs: [{ name: 'text', shape: [1], datatype: 'BYTES', data: ['A warm and funny film.'] }],
      },
    ],
  },
);
export type InferRequest = Static<typeof InferRequest>;

export const TensorMetadata = Type.Object({
  name: Type.String(),
  datatype: Type.String(),
  shape: Type.Array(Type.Integer({ description: '-1: any number.' })),
  parameters: Type.Optional(Parameters),
});
export type TensorMetadata = Static<typeof TensorMetadata>;

export const InferOutput = Type.Object({
  name: Type.String(),
  datatype: Type.String(),
  shape: Type.Array(Type.Integer()),
  parameters: Type.Optional(Parameters),
  data: Type.Optional(
    Type.Array(Type.Union([Type.String(), Type.Number(), Type.Boolean()]), {
      description: 'Row by row; absent where it follows as bytes.',
    }),
  ),
});
export type InferOutput = Static<typeof InferOutput>;

export const InferReply = Type.Object({
  model_name: Type.String(),
  model_version: Type.Optional(
    Type.String({ description: 'Absent where versions changed between two of the texts.' }),
  ),
  id: Type.Optional(Type.String()),
  outputs: Type.Array(InferOutput),
});
export type InferReply = Static<typeof InferReply>;

export const InferServer = Type.Object({
  name: Type.String(),
  version: Type.String(),
  extensions: Type.Array(Type.String()),
});

export const InferLive = Type.Object({ live: Type.Boolean() });
export const InferReady = Type.Object({ ready: Type.Boolean() });
export const InferModelReady = Type.Object({ name: Type.String(), ready: Type.Boolean() });

export const InferModel = Type.Object({
  name: Type.String(),
  versions: Type.Array(Type.String()),
  platform: Type.String(),
  inputs: Type.Array(TensorMetadata),
  outputs: Type.Array(TensorMetadata),
});
export type InferModel = Static<typeof InferModel>;

export const InferRepository = Type.Array(
  Type.Object({
    name: Type.String(),
    version: Type.String(),
    state: Type.Literal('READY'),
    reason: Type.String(),
  }),
);

/** How the protocol refuses. */
export const InferError = Type.Object({ error: Type.String() });
