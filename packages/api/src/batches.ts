import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage, pageQuery } from './common.ts';
import { JobState } from './jobs.ts';

export const BatchPriority = Type.Union([Type.Literal('high'), Type.Literal('medium'), Type.Literal('low')], {
  description: 'high goes ahead of what came up to ten minutes before it; low lets others ahead likewise.',
});
export type BatchPriority = Static<typeof BatchPriority>;

export const BatchWebhook = Type.Object(
  {
    url: Type.String({ maxLength: 2000, description: 'Is sent a POST when the batch has ended.' }),
    secret: Type.Optional(
      Type.String({
        minLength: 16,
        maxLength: 200,
        description:
          'Signs what is sent, as Standard Webhooks has it: `whsec_` and base64, or any text. Without it nothing is signed.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type BatchWebhook = Static<typeof BatchWebhook>;

const BatchText = Type.Union([Type.String(), Type.Object({ text: Type.String() })]);

export const BatchRequest = Type.Object(
  {
    texts: Type.Array(BatchText, { minItems: 1 }),
    model: Type.Optional(
      Type.String({
        description:
          '`name` (the version in service), `name@version` or `name@alias`; without it the default model. The version is fixed now.',
      }),
    ),
    priority: Type.Optional(BatchPriority),
    webhook: Type.Optional(BatchWebhook),
  },
  { additionalProperties: false, examples: [{ texts: ['A warm, funny film.', 'Two hours of nothing.'] }] },
);
export type BatchRequest = Static<typeof BatchRequest>;

/** An array alone: what goes with it stands in the query, as for files. */
export const BatchTexts = Type.Array(BatchText);

export const BatchQuery = Type.Object(
  {
    model: Type.Optional(Type.String({ maxLength: 400 })),
    priority: Type.Optional(BatchPriority),
    text: Type.Optional(
      Type.String({ maxLength: 200, description: 'Column of the texts; without it, found by its name.' }),
    ),
    webhook_url: Type.Optional(Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
);
export type BatchQuery = Static<typeof BatchQuery>;

export const Batch = Type.Object({
  job_id: Type.String(),
  status: JobState,
  priority: BatchPriority,
  model: Type.Object({ name: Type.String(), version: Type.Integer() }),
  total_texts: Type.Integer(),
  processed_texts: Type.Integer({ description: 'Written, with a label or with an error.' }),
  failed_texts: Type.Integer({ description: 'Of the processed: those that have an error and no label.' }),
  unsure_texts: Type.Integer(),
  progress_percentage: Type.Number({ description: '0 to 100.' }),
  eta_ms: Nullable(
    Type.Integer({
      description:
        'When it will be done at its pace so far; null where nobody knows. Milliseconds since 1970.',
    }),
  ),
  cancel_asked: Type.Boolean(),
  error: Nullable(Type.String({ description: 'Why it failed.' })),
  webhook_url: Nullable(Type.String()),
  created_ms: Ms,
  started_ms: Nullable(Ms),
  finished_ms: Nullable(Ms),
  created_by: Type.String(),
});
export type Batch = Static<typeof Batch>;

export const BatchesQuery = Type.Object(
  { status: Type.Optional(JobState), ...pageQuery },
  { additionalProperties: false },
);
export type BatchesQuery = Static<typeof BatchesQuery>;
export const BatchesReply = Type.Object({ batches: Type.Array(Batch), ...nextPage });
export type BatchesReply = Static<typeof BatchesReply>;

export const BatchResult = Type.Object({
  row: Type.Integer({ description: 'From 0, in the order of the texts.' }),
  text: Type.String(),
  label: Nullable(Type.String()),
  confidence: Nullable(Type.Number()),
  scores: Nullable(Type.Record(Type.String(), Type.Number())),
  unsure: Nullable(Type.Boolean()),
  error: Nullable(Type.Object({ code: Type.String(), message: Type.String() })),
});
export type BatchResult = Static<typeof BatchResult>;

export const BatchResultsQuery = Type.Object(
  {
    page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'Default 1.' })),
    page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Default 100.' })),
    format: Type.Optional(
      Type.Union([Type.Literal('json'), Type.Literal('jsonl'), Type.Literal('csv')], {
        description: 'Goes before `Accept`, for links.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type BatchResultsQuery = Static<typeof BatchResultsQuery>;

export const BatchResults = Type.Object({
  job_id: Type.String(),
  status: JobState,
  total_results: Type.Integer({ description: 'Available by now; more come while it runs.' }),
  page: Type.Integer(),
  page_size: Type.Integer(),
  has_more: Type.Boolean({ description: 'Rows after this page are available by now.' }),
  summary: Type.Object({
    labels: Type.Record(Type.String(), Type.Integer()),
    failed: Type.Integer(),
    unsure: Type.Integer(),
  }),
  results: Type.Array(BatchResult),
});
export type BatchResults = Static<typeof BatchResults>;

const QueueCount = Type.Object({ queued: Type.Integer(), running: Type.Integer() });
export const BatchQueueReply = Type.Object({
  queues: Type.Object({ high: QueueCount, medium: QueueCount, low: QueueCount, total: QueueCount }),
});
export type BatchQueueReply = Static<typeof BatchQueueReply>;

/** The body of a webhook. */
export const BatchEnded = Type.Object({
  type: Type.Union([
    Type.Literal('batch.done'),
    Type.Literal('batch.failed'),
    Type.Literal('batch.cancelled'),
  ]),
  timestamp: Type.String({ description: 'When the batch ended, ISO 8601.' }),
  data: Batch,
});
export type BatchEnded = Static<typeof BatchEnded>;
