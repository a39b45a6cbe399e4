import type { Migration } from '@verdict/db';

export const serving: Migration = {
  name: '0002-serving',
  sql: `
-- What was said, as it was said. Model and version are names and not references: a log is written behind the answer,
-- in one statement for many, and neither waits for another table nor is refused by one. UUIDv7 ids sort by time, so
-- the key serves for ranges of time too.
create table prediction (
  id uuid primary key,
  at_ms bigint not null,
  model text not null,
  version integer not null,
  part text not null check (part in ('champion', 'challenger', 'asked')),
  surface text not null,
  label text not null,
  confidence double precision not null,
  unsure boolean not null,
  scores jsonb not null,
  -- null: by setting only its hash is kept, or nothing of it
  text text,
  text_sha256 text,
  characters integer not null,
  took_us integer not null,
  actor text,
  request_id text
  -- Up to 8 kB a row is kept as it is: to compress those from 2 kB on would be a fifth of the work of writing a log.
) with (toast_tuple_target = 8160);
create index prediction_model on prediction (model, version, id);

-- What a version in the shadow would have said to the same question.
create table shadow_answer (
  prediction_id uuid not null,
  model text not null,
  version integer not null,
  label text,
  confidence double precision,
  scores jsonb,
  took_us integer not null,
  -- null: it answered
  failed text,
  primary key (prediction_id, version)
);
create index shadow_answer_model on shadow_answer (model, version, prediction_id);
-- Few, and looked for by themselves.
create index shadow_answer_failed on shadow_answer (model, version, prediction_id) where failed is not null;

-- Append-only. The truth may arrive before the prediction is written, and stays when that has been aged out, so
-- what it was about is kept beside it.
create table feedback (
  id bigint generated always as identity primary key,
  prediction_id uuid not null,
  model text,
  version integer,
  -- what had been said; null where it is not known
  said text,
  label text not null,
  comment text,
  actor text not null,
  request_id text,
  at_ms bigint not null
);
create index feedback_prediction on feedback (prediction_id, id);
-- Of each prediction the latest counts, and a range of time is one of ids.
create index feedback_model on feedback (model, prediction_id, id);
-- Those that came before their predictions were written.
create index feedback_unsettled on feedback (prediction_id) where model is null;

-- How the questions to a model are shared out while a challenger is tried; one trial a model at a time.
create table traffic (
  model_id bigint primary key references model on delete cascade,
  version_id bigint not null references model_version,
  mode text not null check (mode in ('shadow', 'canary')),
  percent double precision not null check (percent >= 0 and percent <= 100),
  -- when to stop by itself
  rules jsonb not null,
  state text not null check (state in ('running', 'aborted')),
  reason text not null default '',
  started_ms bigint not null,
  updated_ms bigint not null,
  updated_by text not null
);
create index traffic_version on traffic (version_id);

create table batch (
  job_id text primary key references job on delete cascade,
  model text not null,
  -- frozen when it was asked for: what is promoted meanwhile does not split a batch
  version integer not null,
  -- the version may be deleted, its file stays until the batch goes
  model_sha256 text not null references blob,
  input_sha256 text not null references blob,
  rows bigint not null,
  -- {url, secret}; the secret signs, so it is kept as it is
  webhook jsonb,
  -- when the webhook's own job was enqueued
  notified_ms bigint,
  created_ms bigint not null
);
create index batch_input on batch (input_sha256);
create index batch_model on batch (model_sha256);
create index batch_to_notify on batch (created_ms) where webhook is not null and notified_ms is null;

-- Results, a blob for some thousands of rows: written in the transaction that counts them, so every row is there once.
create table batch_part (
  job_id text not null references batch on delete cascade,
  number integer not null,
  first_row bigint not null,
  rows integer not null,
  -- rows that have an error in place of a label
  failed integer not null,
  unsure integer not null,
  sha256 text not null references blob,
  -- rows by label
  counts jsonb not null,
  primary key (job_id, number)
);
create index batch_part_blob on batch_part (sha256);

-- The queue's order: a minute's head start for every step of priority, and not strictly by it, so that whoever waits
-- long enough is first.
drop index job_due;
create index job_turn on job ((due_ms - priority * 60000), id) where state = 'queued';
`,
};
