import type { Migration } from '@verdict/db';

/** What the pages for people need. */
export const console: Migration = {
  name: '0003-console',
  sql: `
-- Who is signed in with a browser. The token is in the browser's cookie and nowhere else.
create table session (
  token_sha256 text primary key,
  account_id bigint not null references account on delete cascade,
  created_ms bigint not null,
  -- to the minute: a session in use must not cost a write a request
  seen_ms bigint not null,
  -- at the latest, however much it is used
  ends_ms bigint not null,
  -- as the browser calls itself
  browser text not null
);
create index session_account on session (account_id, created_ms);
create index session_ends on session (ends_ms);

-- What one person did, newest first.
create index event_actor on event (actor, id);

-- Predictions that somebody labels, has labelled or put aside: a row each, from when the queue first gave it out.
create table label_task (
  prediction_id uuid primary key,
  model text not null,
  state text not null check (state in ('claimed', 'skipped', 'labelled')),
  actor text not null,
  -- until then nobody else is given it; of a label without meaning, that is for good
  until_ms bigint not null,
  label text,
  -- what the model had said
  said text,
  -- the feedback that the label is on record as; null where it was there already
  feedback_id bigint,
  at_ms bigint not null,
  check ((state = 'labelled') = (label is not null))
);
create index label_task_labelled on label_task (model, prediction_id) where state = 'labelled';
create index label_task_actor on label_task (model, actor, at_ms);
-- What the queue offers: few rows of many, so that the log is written no slower for it.
create index feedback_disputed on feedback (model, prediction_id) where label <> said;
create index prediction_unsure on prediction (model, confidence, id) where unsure and text is not null;
`,
};
