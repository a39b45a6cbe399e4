import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Written as JSON text, read as the value that it holds. */
export type Json<Value> = ColumnType<Value, string, string>;
export type JsonOrNull<Value> = ColumnType<Value | null, string | null | undefined, string | null>;

export interface Tables {
  account: {
    id: GeneratedAlways<number>;
    name: string;
    role: 'viewer' | 'editor' | 'admin';
    password_hash: string | null;
    disabled: Generated<boolean>;
    created_ms: number;
    updated_ms: number;
  };
  api_key: {
    id: string;
    account_id: number;
    name: string;
    secret_sha256: string;
    scopes: string[];
    created_ms: number;
    expires_ms: number | null;
    revoked_ms: number | null;
    last_used_ms: number | null;
  };
  event: {
    id: GeneratedAlways<number>;
    at_ms: number;
    actor: string;
    request_id: string | null;
    action: string;
    subject_kind: string;
    subject: string;
    before: JsonOrNull<unknown>;
    after: JsonOrNull<unknown>;
    detail: JsonOrNull<unknown>;
  };
  setting: { key: string; value: Json<unknown>; updated_ms: number };
  blob: { sha256: string; md5: string; bytes: number; created_ms: number };
  dataset: { id: GeneratedAlways<number>; name: string; description: Generated<string>; created_ms: number };
  dataset_version: {
    id: GeneratedAlways<number>;
    dataset_id: number;
    number: number;
    rows_sha256: string;
    blob_sha256: string;
    rows: number;
    classes: Json<readonly { readonly label: string; readonly rows: number }[]>;
    profile: Json<unknown>;
    findings: Json<unknown>;
    sources: Json<unknown>;
    message: Generated<string>;
    created_ms: number;
    created_by: string;
    request_id: string | null;
  };
  experiment: {
    id: Generated<number>;
    name: string;
    artifact_location: string | null;
    created_ms: number;
    updated_ms: number;
    deleted_ms: number | null;
  };
  experiment_tag: { experiment_id: number; key: string; value: string };
  run: {
    no: GeneratedAlways<number>;
    id: string;
    experiment_id: number;
    name: string;
    status: RunStatus;
    user_name: Generated<string>;
    start_ms: number;
    end_ms: number | null;
    created_ms: number;
    updated_ms: number;
    created_by: string;
    request_id: string | null;
    deleted_ms: number | null;
  };
  run_param: { run_no: number; key: string; value: string };
  run_tag: { run_no: number; key: string; value: string };
  metric: {
    id: GeneratedAlways<number>;
    run_no: number;
    key: string;
    value: number;
    step: number;
    at_ms: number;
  };
  metric_point: { metric_id: number; at_ms: number; step: number; value: number };
  run_input: {
    id: GeneratedAlways<number>;
    run_no: number;
    name: string;
    digest: string;
    source_type: Generated<string>;
    source: Generated<string>;
    schema: string | null;
    profile: string | null;
    context: Generated<string>;
    tags: ColumnType<Readonly<Record<string, string>>, string | undefined, string>;
    dataset_version_id: number | null;
  };
  artifact: { run_no: number; path: string; blob_sha256: string; bytes: number; created_ms: number };
  model: {
    id: GeneratedAlways<number>;
    name: string;
    description: Generated<string>;
    policy: JsonOrNull<unknown>;
    created_ms: number;
    updated_ms: number;
    deleted_ms: number | null;
  };
  model_tag: { model_id: number; key: string; value: string };
  model_version: {
    id: GeneratedAlways<number>;
    model_id: number;
    number: number;
    run_no: number | null;
    format: 'verdict' | 'other';
    blob_sha256: string | null;
    bytes: number | null;
    source: Generated<string>;
    status: 'ready' | 'pending' | 'failed';
    stage: Generated<string>;
    description: Generated<string>;
    user_name: Generated<string>;
    run_link: Generated<string>;
    facts: JsonOrNull<unknown>;
    created_ms: number;
    updated_ms: number;
    created_by: string;
    request_id: string | null;
    deleted_ms: number | null;
  };
  model_version_tag: { version_id: number; key: string; value: string };
  model_alias: { model_id: number; alias: string; version_id: number };
  judgement: {
    id: GeneratedAlways<number>;
    model_id: number;
    candidate_id: number;
    champion_id: number | null;
    verdict: 'promote' | 'refuse';
    reasons: Json<unknown>;
    numbers: Json<unknown>;
    policy: Json<unknown>;
    rows_sha256: string | null;
    rows: number;
    created_ms: number;
    created_by: string;
    request_id: string | null;
  };
  alias_move: {
    id: GeneratedAlways<number>;
    model_id: number;
    alias: string;
    from_id: number | null;
    to_id: number | null;
    kind: 'promote' | 'force' | 'rollback' | 'set' | 'remove';
    reason: Generated<string>;
    judgement_id: number | null;
    at_ms: number;
    actor: string;
    request_id: string | null;
  };
  job: {
    id: string;
    kind: string;
    input: Json<unknown>;
    state: JobState;
    priority: Generated<number>;
    attempts: Generated<number>;
    max_attempts: number;
    due_ms: number;
    worker: string | null;
    lease_token: string | null;
    lease_ms: number | null;
    cancel_asked: Generated<boolean>;
    progress: JsonOrNull<unknown>;
    result: JsonOrNull<unknown>;
    error: JsonOrNull<unknown>;
    idempotency_key: string | null;
    created_ms: number;
    started_ms: number | null;
    finished_ms: number | null;
    created_by: string;
    request_id: string | null;
  };
}

export type RunStatus = 'running' | 'scheduled' | 'finished' | 'failed' | 'killed';
export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
