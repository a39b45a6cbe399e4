-- Made by `node scripts/describe-schema.ts --write` from the migrations. Not to be edited.

create table account (
  id bigint not null generated always as identity,
  name text not null,
  role text not null,
  password_hash text,
  disabled boolean not null default false,
  created_ms bigint not null,
  updated_ms bigint not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_name_key UNIQUE (name),
  constraint account_role_check CHECK (role = ANY (ARRAY['viewer'::text, 'editor'::text, 'admin'::text]))
);

create table alias_move (
  id bigint not null generated always as identity,
  model_id bigint not null,
  alias text not null,
  from_id bigint,
  to_id bigint,
  kind text not null,
  reason text not null default ''::text,
  judgement_id bigint,
  at_ms bigint not null,
  actor text not null,
  request_id text,
  constraint alias_move_pkey PRIMARY KEY (id),
  constraint alias_move_kind_check CHECK (kind = ANY (ARRAY['promote'::text, 'force'::text, 'rollback'::text, 'set'::text, 'remove'::text])),
  constraint alias_move_from_id_fkey FOREIGN KEY (from_id) REFERENCES model_version(id),
  constraint alias_move_judgement_id_fkey FOREIGN KEY (judgement_id) REFERENCES judgement(id),
  constraint alias_move_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id),
  constraint alias_move_to_id_fkey FOREIGN KEY (to_id) REFERENCES model_version(id)
);
CREATE INDEX alias_move_from ON alias_move USING btree (from_id);
CREATE INDEX alias_move_judgement ON alias_move USING btree (judgement_id);
CREATE INDEX alias_move_model ON alias_move USING btree (model_id, alias, id);
CREATE INDEX alias_move_to ON alias_move USING btree (to_id);

create table api_key (
  id text not null,
  account_id bigint not null,
  name text not null,
  secret_sha256 text not null,
  scopes text[] not null,
  created_ms bigint not null,
  expires_ms bigint,
  revoked_ms bigint,
  last_used_ms bigint,
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX api_key_account ON api_key USING btree (account_id);

create table artifact (
  run_no bigint not null,
  path text not null,
  blob_sha256 text not null,
  bytes bigint not null,
  created_ms bigint not null,
  constraint artifact_pkey PRIMARY KEY (run_no, path),
  constraint artifact_blob_sha256_fkey FOREIGN KEY (blob_sha256) REFERENCES blob(sha256),
  constraint artifact_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX artifact_blob ON artifact USING btree (blob_sha256);

create table batch (
  job_id text not null,
  model text not null,
  version integer not null,
  model_sha256 text not null,
  input_sha256 text not null,
  rows bigint not null,
  webhook jsonb,
  notified_ms bigint,
  created_ms bigint not null,
  constraint batch_pkey PRIMARY KEY (job_id),
  constraint batch_input_sha256_fkey FOREIGN KEY (input_sha256) REFERENCES blob(sha256),
  constraint batch_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON DELETE CASCADE,
  constraint batch_model_sha256_fkey FOREIGN KEY (model_sha256) REFERENCES blob(sha256)
);
CREATE INDEX batch_input ON batch USING btree (input_sha256);
CREATE INDEX batch_model ON batch USING btree (model_sha256);
CREATE INDEX batch_to_notify ON batch USING btree (created_ms) WHERE webhook IS NOT NULL AND notified_ms IS NULL;

create table batch_part (
  job_id text not null,
  number integer not null,
  first_row bigint not null,
  rows integer not null,
  failed integer not null,
  unsure integer not null,
  sha256 text not null,
  counts jsonb not null,
  constraint batch_part_pkey PRIMARY KEY (job_id, number),
  constraint batch_part_job_id_fkey FOREIGN KEY (job_id) REFERENCES batch(job_id) ON DELETE CASCADE,
  constraint batch_part_sha256_fkey FOREIGN KEY (sha256) REFERENCES blob(sha256)
);
CREATE INDEX batch_part_blob ON batch_part USING btree (sha256);

create table blob (
  sha256 text not null,
  md5 text not null,
  bytes bigint not null,
  created_ms bigint not null,
  constraint blob_pkey PRIMARY KEY (sha256),
  constraint blob_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text)
);
CREATE INDEX blob_md5 ON blob USING btree (md5);

create table dataset (
  id bigint not null generated always as identity,
  name text not null,
  description text not null default ''::text,
  created_ms bigint not null,
  constraint dataset_pkey PRIMARY KEY (id),
  constraint dataset_name_key UNIQUE (name)
);

create table dataset_version (
  id bigint not null generated always as identity,
  dataset_id bigint not null,
  number integer not null,
  rows_sha256 text not null,
  blob_sha256 text not null,
  rows bigint not null,
  classes jsonb not null,
  profile jsonb not null,
  findings jsonb not null,
  sources jsonb not null,
  message text not null default ''::text,
  created_ms bigint not null,
  created_by text not null,
  request_id text,
  constraint dataset_version_pkey PRIMARY KEY (id),
  constraint dataset_version_dataset_id_number_key UNIQUE (dataset_id, number),
  constraint dataset_version_dataset_id_rows_sha256_key UNIQUE (dataset_id, rows_sha256),
  constraint dataset_version_blob_sha256_fkey FOREIGN KEY (blob_sha256) REFERENCES blob(sha256),
  constraint dataset_version_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES dataset(id)
);
CREATE INDEX dataset_version_blob ON dataset_version USING btree (blob_sha256);
CREATE INDEX dataset_version_rows ON dataset_version USING btree (rows_sha256);

create table event (
  id bigint not null generated always as identity,
  at_ms bigint not null,
  actor text not null,
  request_id text,
  action text not null,
  subject_kind text not null,
  subject text not null,
  before jsonb,
  after jsonb,
  detail jsonb,
  constraint event_pkey PRIMARY KEY (id)
);
CREATE INDEX event_action ON event USING btree (action, id);
CREATE INDEX event_actor ON event USING btree (actor, id);
CREATE INDEX event_subject ON event USING btree (subject_kind, subject, id);

create table experiment (
  id bigint not null generated by default as identity,
  name text not null,
  artifact_location text,
  created_ms bigint not null,
  updated_ms bigint not null,
  deleted_ms bigint,
  constraint experiment_pkey PRIMARY KEY (id),
  constraint experiment_name_key UNIQUE (name)
);

create table experiment_tag (
  experiment_id bigint not null,
  key text not null,
  value text not null,
  constraint experiment_tag_pkey PRIMARY KEY (experiment_id, key),
  constraint experiment_tag_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiment(id) ON DELETE CASCADE
);

create table feedback (
  id bigint not null generated always as identity,
  prediction_id uuid not null,
  model text,
  version integer,
  said text,
  label text not null,
  comment text,
  actor text not null,
  request_id text,
  at_ms bigint not null,
  constraint feedback_pkey PRIMARY KEY (id)
);
CREATE INDEX feedback_disputed ON feedback USING btree (model, prediction_id) WHERE label <> said;
CREATE INDEX feedback_model ON feedback USING btree (model, prediction_id, id);
CREATE INDEX feedback_prediction ON feedback USING btree (prediction_id, id);
CREATE INDEX feedback_unsettled ON feedback USING btree (prediction_id) WHERE model IS NULL;

create table job (
  id text not null,
  kind text not null,
  input jsonb not null,
  state text not null,
  priority integer not null default 0,
  attempts integer not null default 0,
  max_attempts integer not null,
  due_ms bigint not null,
  worker text,
  lease_token text,
  lease_ms bigint,
  cancel_asked boolean not null default false,
  progress jsonb,
  result jsonb,
  error jsonb,
  idempotency_key text,
  created_ms bigint not null,
  started_ms bigint,
  finished_ms bigint,
  created_by text not null,
  request_id text,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_created_by_idempotency_key_key UNIQUE (created_by, idempotency_key),
  constraint job_state_check CHECK (state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))
);
CREATE INDEX job_kind ON job USING btree (kind, created_ms DESC, id DESC);
CREATE INDEX job_leased ON job USING btree (lease_ms) WHERE state = 'running'::text;
CREATE INDEX job_recent ON job USING btree (created_ms DESC, id DESC);
CREATE INDEX job_turn ON job USING btree ((due_ms - priority * 60000), id) WHERE state = 'queued'::text;

create table judgement (
  id bigint not null generated always as identity,
  model_id bigint not null,
  candidate_id bigint not null,
  champion_id bigint,
  verdict text not null,
  reasons jsonb not null,
  numbers jsonb not null,
  policy jsonb not null,
  rows_sha256 text,
  rows bigint not null,
  created_ms bigint not null,
  created_by text not null,
  request_id text,
  constraint judgement_pkey PRIMARY KEY (id),
  constraint judgement_verdict_check CHECK (verdict = ANY (ARRAY['promote'::text, 'refuse'::text])),
  constraint judgement_candidate_id_fkey FOREIGN KEY (candidate_id) REFERENCES model_version(id),
  constraint judgement_champion_id_fkey FOREIGN KEY (champion_id) REFERENCES model_version(id),
  constraint judgement_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id)
);
CREATE INDEX judgement_candidate ON judgement USING btree (candidate_id);
CREATE INDEX judgement_champion ON judgement USING btree (champion_id);
CREATE INDEX judgement_model ON judgement USING btree (model_id, id);

create table label_task (
  prediction_id uuid not null,
  model text not null,
  state text not null,
  actor text not null,
  until_ms bigint not null,
  label text,
  said text,
  feedback_id bigint,
  at_ms bigint not null,
  text_md5 text,
  overruled jsonb,
  constraint label_task_pkey PRIMARY KEY (prediction_id),
  constraint label_task_check CHECK ((state = 'labelled'::text) = (label IS NOT NULL)),
  constraint label_task_state_check CHECK (state = ANY (ARRAY['claimed'::text, 'skipped'::text, 'labelled'::text]))
);
CREATE INDEX label_task_actor ON label_task USING btree (model, actor, at_ms);
CREATE INDEX label_task_labelled ON label_task USING btree (model, prediction_id) WHERE state = 'labelled'::text;
CREATE INDEX label_task_text ON label_task USING btree (model, text_md5);

create table logged_model (
  no bigint not null generated always as identity,
  id text not null,
  experiment_id bigint not null,
  name text not null,
  model_type text not null default ''::text,
  source_run_id text,
  status text not null,
  status_message text not null default ''::text,
  created_ms bigint not null,
  updated_ms bigint not null,
  created_by text not null,
  request_id text,
  deleted_ms bigint,
  constraint logged_model_pkey PRIMARY KEY (no),
  constraint logged_model_id_key UNIQUE (id),
  constraint logged_model_status_check CHECK (status = ANY (ARRAY['pending'::text, 'ready'::text, 'failed'::text])),
  constraint logged_model_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiment(id)
);
CREATE INDEX logged_model_of_experiment ON logged_model USING btree (experiment_id, created_ms DESC, id) WHERE deleted_ms IS NULL;
CREATE INDEX logged_model_source_run ON logged_model USING btree (source_run_id);

create table logged_model_metric (
  id bigint not null generated always as identity,
  model_no bigint not null,
  run_no bigint not null,
  key text not null,
  at_ms bigint not null,
  step bigint not null,
  value double precision not null,
  dataset_name text not null default ''::text,
  dataset_digest text not null default ''::text,
  constraint logged_model_metric_pkey PRIMARY KEY (id),
  constraint logged_model_metric_model_no_fkey FOREIGN KEY (model_no) REFERENCES logged_model(no) ON DELETE CASCADE,
  constraint logged_model_metric_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX logged_model_metric_key ON logged_model_metric USING btree (key, value, model_no);
CREATE UNIQUE INDEX logged_model_metric_point ON logged_model_metric USING btree (model_no, key, at_ms, step, run_no, value, md5(dataset_name), dataset_digest);
CREATE INDEX logged_model_metric_run ON logged_model_metric USING btree (run_no);

create table logged_model_param (
  model_no bigint not null,
  key text not null,
  value text not null,
  constraint logged_model_param_pkey PRIMARY KEY (model_no, key),
  constraint logged_model_param_model_no_fkey FOREIGN KEY (model_no) REFERENCES logged_model(no) ON DELETE CASCADE
);
CREATE INDEX logged_model_param_key ON logged_model_param USING btree (key, md5(value), model_no);

create table logged_model_tag (
  model_no bigint not null,
  key text not null,
  value text not null,
  constraint logged_model_tag_pkey PRIMARY KEY (model_no, key),
  constraint logged_model_tag_model_no_fkey FOREIGN KEY (model_no) REFERENCES logged_model(no) ON DELETE CASCADE
);
CREATE INDEX logged_model_tag_key ON logged_model_tag USING btree (key, md5(value), model_no);

create table loose_file (
  path text not null,
  blob_sha256 text not null,
  bytes bigint not null,
  created_ms bigint not null,
  constraint loose_file_pkey PRIMARY KEY (path),
  constraint loose_file_blob_sha256_fkey FOREIGN KEY (blob_sha256) REFERENCES blob(sha256)
);
CREATE INDEX loose_file_blob ON loose_file USING btree (blob_sha256);

create table metric (
  id bigint not null generated always as identity,
  run_no bigint not null,
  key text not null,
  value double precision not null,
  step bigint not null,
  at_ms bigint not null,
  constraint metric_pkey PRIMARY KEY (id),
  constraint metric_run_no_key_key UNIQUE (run_no, key),
  constraint metric_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX metric_key ON metric USING btree (key, value, run_no);

create table metric_point (
  metric_id bigint not null,
  at_ms bigint not null,
  step bigint not null,
  value double precision not null,
  constraint metric_point_pkey PRIMARY KEY (metric_id, at_ms, step, value),
  constraint metric_point_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES metric(id) ON DELETE CASCADE
);

create table migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);

create table model (
  id bigint not null generated always as identity,
  name text not null,
  description text not null default ''::text,
  policy jsonb,
  created_ms bigint not null,
  updated_ms bigint not null,
  deleted_ms bigint,
  constraint model_pkey PRIMARY KEY (id),
  constraint model_name_key UNIQUE (name)
);
CREATE INDEX model_name_bytes ON model USING btree (name COLLATE "C") WHERE deleted_ms IS NULL;

create table model_alias (
  model_id bigint not null,
  alias text not null,
  version_id bigint not null,
  constraint model_alias_pkey PRIMARY KEY (model_id, alias),
  constraint model_alias_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id),
  constraint model_alias_version_id_fkey FOREIGN KEY (version_id) REFERENCES model_version(id)
);
CREATE INDEX model_alias_version ON model_alias USING btree (version_id);

create table model_tag (
  model_id bigint not null,
  key text not null,
  value text not null,
  constraint model_tag_pkey PRIMARY KEY (model_id, key),
  constraint model_tag_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id) ON DELETE CASCADE
);

create table model_version (
  id bigint not null generated always as identity,
  model_id bigint not null,
  number integer not null,
  run_no bigint,
  format text not null,
  blob_sha256 text,
  bytes bigint,
  source text not null default ''::text,
  status text not null,
  stage text not null default 'None'::text,
  description text not null default ''::text,
  user_name text not null default ''::text,
  run_link text not null default ''::text,
  facts jsonb,
  created_ms bigint not null,
  updated_ms bigint not null,
  created_by text not null,
  request_id text,
  deleted_ms bigint,
  logged_model_id text,
  said_run_id text not null default ''::text,
  storage_location text,
  constraint model_version_pkey PRIMARY KEY (id),
  constraint model_version_model_id_number_key UNIQUE (model_id, number),
  constraint model_version_check CHECK (format = 'other'::text OR blob_sha256 IS NOT NULL OR deleted_ms IS NOT NULL),
  constraint model_version_format_check CHECK (format = ANY (ARRAY['verdict'::text, 'other'::text])),
  constraint model_version_status_check CHECK (status = ANY (ARRAY['ready'::text, 'pending'::text, 'failed'::text])),
  constraint model_version_blob_sha256_fkey FOREIGN KEY (blob_sha256) REFERENCES blob(sha256),
  constraint model_version_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id),
  constraint model_version_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no)
);
CREATE INDEX model_version_blob ON model_version USING btree (blob_sha256);
CREATE INDEX model_version_logged_model ON model_version USING btree (logged_model_id) WHERE logged_model_id IS NOT NULL;
CREATE INDEX model_version_run ON model_version USING btree (run_no);
CREATE INDEX model_version_said_run ON model_version USING btree (said_run_id);
CREATE INDEX model_version_updated ON model_version USING btree (updated_ms DESC) WHERE deleted_ms IS NULL;

create table model_version_tag (
  version_id bigint not null,
  key text not null,
  value text not null,
  constraint model_version_tag_pkey PRIMARY KEY (version_id, key),
  constraint model_version_tag_version_id_fkey FOREIGN KEY (version_id) REFERENCES model_version(id) ON DELETE CASCADE
);

create table prediction (
  id uuid not null,
  at_ms bigint not null,
  model text not null,
  version integer not null,
  part text not null,
  surface text not null,
  label text not null,
  confidence double precision not null,
  unsure boolean not null,
  scores jsonb not null,
  text text,
  text_sha256 text,
  characters integer not null,
  took_us integer not null,
  actor text,
  request_id text,
  constraint prediction_pkey PRIMARY KEY (id),
  constraint prediction_part_check CHECK (part = ANY (ARRAY['champion'::text, 'challenger'::text, 'asked'::text]))
);
CREATE INDEX prediction_model ON prediction USING btree (model, version, id);
CREATE INDEX prediction_unsure ON prediction USING btree (model, confidence, id) WHERE unsure AND text IS NOT NULL;

create table run (
  no bigint not null generated always as identity,
  id text not null,
  experiment_id bigint not null,
  name text not null,
  status text not null,
  user_name text not null default ''::text,
  start_ms bigint not null,
  end_ms bigint,
  created_ms bigint not null,
  updated_ms bigint not null,
  created_by text not null,
  request_id text,
  deleted_ms bigint,
  constraint run_pkey PRIMARY KEY (no),
  constraint run_id_key UNIQUE (id),
  constraint run_status_check CHECK (status = ANY (ARRAY['running'::text, 'scheduled'::text, 'finished'::text, 'failed'::text, 'killed'::text])),
  constraint run_experiment_id_fkey FOREIGN KEY (experiment_id) REFERENCES experiment(id)
);
CREATE INDEX run_deleted ON run USING btree (experiment_id, start_ms DESC, no DESC) WHERE deleted_ms IS NOT NULL;
CREATE INDEX run_of_experiment ON run USING btree (experiment_id, start_ms DESC, no DESC) WHERE deleted_ms IS NULL;
CREATE INDEX run_recent ON run USING btree (start_ms DESC, no DESC) WHERE deleted_ms IS NULL;

create table run_input (
  id bigint not null generated always as identity,
  run_no bigint not null,
  name text not null,
  digest text not null,
  source_type text not null default ''::text,
  source text not null default ''::text,
  schema text,
  profile text,
  context text not null default ''::text,
  tags jsonb not null default '{}'::jsonb,
  dataset_version_id bigint,
  constraint run_input_pkey PRIMARY KEY (id),
  constraint run_input_dataset_version_id_fkey FOREIGN KEY (dataset_version_id) REFERENCES dataset_version(id),
  constraint run_input_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX run_input_digest ON run_input USING btree (digest, run_no);
CREATE INDEX run_input_name ON run_input USING btree (md5(name), run_no);
CREATE UNIQUE INDEX run_input_once ON run_input USING btree (run_no, digest, md5(name), md5(context));
CREATE INDEX run_input_version ON run_input USING btree (dataset_version_id);

create table run_model (
  run_no bigint not null,
  model_no bigint not null,
  role text not null,
  step bigint not null default 0,
  constraint run_model_pkey PRIMARY KEY (run_no, model_no, role),
  constraint run_model_role_check CHECK (role = ANY (ARRAY['input'::text, 'output'::text])),
  constraint run_model_model_no_fkey FOREIGN KEY (model_no) REFERENCES logged_model(no) ON DELETE CASCADE,
  constraint run_model_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX run_model_model ON run_model USING btree (model_no);

create table run_param (
  run_no bigint not null,
  key text not null,
  value text not null,
  constraint run_param_pkey PRIMARY KEY (run_no, key),
  constraint run_param_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX run_param_key ON run_param USING btree (key, md5(value), run_no);

create table run_tag (
  run_no bigint not null,
  key text not null,
  value text not null,
  constraint run_tag_pkey PRIMARY KEY (run_no, key),
  constraint run_tag_run_no_fkey FOREIGN KEY (run_no) REFERENCES run(no) ON DELETE CASCADE
);
CREATE INDEX run_tag_key ON run_tag USING btree (key, md5(value), run_no);

create table session (
  token_sha256 text not null,
  account_id bigint not null,
  created_ms bigint not null,
  seen_ms bigint not null,
  ends_ms bigint not null,
  browser text not null,
  constraint session_pkey PRIMARY KEY (token_sha256),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE
);
CREATE INDEX session_account ON session USING btree (account_id, created_ms);
CREATE INDEX session_ends ON session USING btree (ends_ms);

create table setting (
  key text not null,
  value jsonb not null,
  updated_ms bigint not null,
  constraint setting_pkey PRIMARY KEY (key)
);

create table shadow_answer (
  prediction_id uuid not null,
  model text not null,
  version integer not null,
  label text,
  confidence double precision,
  scores jsonb,
  took_us integer not null,
  failed text,
  constraint shadow_answer_pkey PRIMARY KEY (prediction_id, version)
);
CREATE INDEX shadow_answer_failed ON shadow_answer USING btree (model, version, prediction_id) WHERE failed IS NOT NULL;
CREATE INDEX shadow_answer_model ON shadow_answer USING btree (model, version, prediction_id);

create table traffic (
  model_id bigint not null,
  version_id bigint not null,
  mode text not null,
  percent double precision not null,
  rules jsonb not null,
  state text not null,
  reason text not null default ''::text,
  started_ms bigint not null,
  updated_ms bigint not null,
  updated_by text not null,
  constraint traffic_pkey PRIMARY KEY (model_id),
  constraint traffic_mode_check CHECK (mode = ANY (ARRAY['shadow'::text, 'canary'::text])),
  constraint traffic_percent_check CHECK (percent >= 0::double precision AND percent <= 100::double precision),
  constraint traffic_state_check CHECK (state = ANY (ARRAY['running'::text, 'aborted'::text])),
  constraint traffic_model_id_fkey FOREIGN KEY (model_id) REFERENCES model(id) ON DELETE CASCADE,
  constraint traffic_version_id_fkey FOREIGN KEY (version_id) REFERENCES model_version(id)
);
CREATE INDEX traffic_version ON traffic USING btree (version_id);
