import type { Migration } from '@verdict/db';

/** What MLflow's clients keep beside runs: models that were logged, and files that lie at a path of the client's. */
export const mlflow: Migration = {
  name: '0005-mlflow',
  sql: `
-- A model that a run logged, before and beside its registration: MLflow's LoggedModel.
create table logged_model (
  no bigint generated always as identity primary key,
  id text collate "C" not null unique,
  experiment_id bigint not null references experiment,
  name text not null,
  model_type text not null default '',
  -- as its client said it: the run may be elsewhere
  source_run_id text collate "C",
  status text not null check (status in ('pending', 'ready', 'failed')),
  status_message text not null default '',
  created_ms bigint not null,
  updated_ms bigint not null,
  created_by text not null,
  request_id text,
  deleted_ms bigint
);
create index logged_model_of_experiment on logged_model (experiment_id, created_ms desc, id) where deleted_ms is null;
create index logged_model_source_run on logged_model (source_run_id);

create table logged_model_param (
  model_no bigint not null references logged_model on delete cascade,
  key text collate "C" not null,
  value text not null,
  primary key (model_no, key)
);
create index logged_model_param_key on logged_model_param (key, md5(value), model_no);

create table logged_model_tag (
  model_no bigint not null references logged_model on delete cascade,
  key text collate "C" not null,
  value text not null,
  primary key (model_no, key)
);
create index logged_model_tag_key on logged_model_tag (key, md5(value), model_no);

-- A point of a run's metric that was measured of this model, on this data.
create table logged_model_metric (
  id bigint generated always as identity primary key,
  model_no bigint not null references logged_model on delete cascade,
  run_no bigint not null references run on delete cascade,
  key text collate "C" not null,
  at_ms bigint not null,
  step bigint not null,
  value double precision not null,
  dataset_name text not null default '',
  dataset_digest text not null default ''
);
-- A point is itself with all that was said of it; a name can be longer than a row of an index.
create unique index logged_model_metric_point
  on logged_model_metric (model_no, key, at_ms, step, run_no, value, md5(dataset_name), dataset_digest);
create index logged_model_metric_key on logged_model_metric (key, value, model_no);
create index logged_model_metric_run on logged_model_metric (run_no);

-- Models that a run read or made.
create table run_model (
  run_no bigint not null references run on delete cascade,
  model_no bigint not null references logged_model on delete cascade,
  role text not null check (role in ('input', 'output')),
  step bigint not null default 0,
  primary key (run_no, model_no, role)
);
create index run_model_model on run_model (model_no);

alter table model_version
  -- the logged model that was registered
  add column logged_model_id text collate "C",
  -- as its client said it: the run may be elsewhere, or gone
  add column said_run_id text collate "C" not null default '',
  -- where its files were when it was registered, where its source only points there: models:/other/1
  add column storage_location text;
create index model_version_logged_model on model_version (logged_model_id) where logged_model_id is not null;
update model_version set said_run_id = run.id from run where run.no = model_version.run_no;
create index model_version_said_run on model_version (said_run_id);
-- What MLflow's clients list first.
create index model_version_updated on model_version (updated_ms desc) where deleted_ms is null;
create index model_name_bytes on model (name collate "C") where deleted_ms is null;

-- Files that clients put through the artifact proxy at a path that belongs to no run: those of logged models among them.
create table loose_file (
  -- in the order of its bytes, so that a folder is a range
  path text collate "C" primary key,
  blob_sha256 text not null references blob,
  bytes bigint not null,
  created_ms bigint not null
);
create index loose_file_blob on loose_file (blob_sha256);
`,
};
