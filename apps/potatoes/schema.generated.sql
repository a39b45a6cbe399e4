-- Made from the migrations. Not to be edited.

create table correction (
  review_id bigint not null,
  visitor_id text not null,
  said_by text not null,
  is_positive boolean not null,
  at_ms bigint not null,
  constraint correction_pkey PRIMARY KEY (review_id, visitor_id),
  constraint correction_said_by_check CHECK (said_by = ANY (ARRAY['visitor'::text, 'author'::text, 'moderator'::text])),
  constraint correction_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON DELETE CASCADE
);

create table errand (
  prediction_id text not null,
  kind text not null,
  label text,
  comment text,
  attempts integer not null default 0,
  due_ms bigint not null,
  constraint errand_pkey PRIMARY KEY (prediction_id, kind),
  constraint errand_check CHECK ((kind = 'feedback'::text) = (label IS NOT NULL)),
  constraint errand_kind_check CHECK (kind = ANY (ARRAY['erase'::text, 'feedback'::text]))
);
CREATE INDEX errand_due ON errand USING btree (due_ms);

create table film (
  id integer not null generated always as identity,
  name text not null,
  year integer not null,
  genres jsonb not null,
  description text not null,
  constraint film_pkey PRIMARY KEY (id),
  constraint film_name_key UNIQUE (name)
);

create table film_day (
  film_id integer not null,
  day integer not null,
  total integer not null,
  positive integer not null,
  constraint film_day_pkey PRIMARY KEY (film_id, day),
  constraint film_day_check CHECK (positive >= 0 AND positive <= total),
  constraint film_day_film_id_fkey FOREIGN KEY (film_id) REFERENCES film(id) ON DELETE CASCADE
);

create table film_score (
  film_id integer not null,
  total integer not null default 0,
  positive integer not null default 0,
  revision bigint not null default 0,
  constraint film_score_pkey PRIMARY KEY (film_id),
  constraint film_score_check CHECK (positive >= 0 AND positive <= total),
  constraint film_score_film_id_fkey FOREIGN KEY (film_id) REFERENCES film(id) ON DELETE CASCADE
);

create table migration (
  number integer not null,
  name text not null,
  sha256 text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);

create table review (
  id bigint not null generated always as identity,
  film_id integer not null,
  author text not null,
  owner_id text,
  text text not null,
  text_sha256 text,
  edition integer not null default 1,
  state text not null,
  is_positive boolean,
  confidence double precision,
  unsure boolean not null default false,
  model text,
  prediction_id text,
  spam_confidence double precision,
  spam_prediction_id text,
  corrected_to boolean,
  corrected_by text,
  counts_as boolean,
  revision bigint not null default 0,
  written_ms bigint not null,
  edited_ms bigint,
  attempts integer not null default 0,
  due_ms bigint,
  constraint review_pkey PRIMARY KEY (id),
  constraint review_check CHECK ((state = 'waiting'::text) = (due_ms IS NOT NULL)),
  constraint review_check1 CHECK (counts_as IS NULL OR state = 'shown'::text),
  constraint review_corrected_by_check CHECK (corrected_by = ANY (ARRAY['visitor'::text, 'author'::text, 'moderator'::text])),
  constraint review_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'shown'::text, 'held'::text, 'removed'::text, 'deleted'::text])),
  constraint review_film_id_fkey FOREIGN KEY (film_id) REFERENCES film(id)
);
CREATE INDEX review_due ON review USING btree (due_ms) WHERE state = 'waiting'::text;
CREATE INDEX review_held ON review USING btree (written_ms, id) WHERE state = 'held'::text;
CREATE INDEX review_opening ON review USING btree (film_id, written_ms DESC, id DESC) WHERE state = 'waiting'::text AND owner_id IS NULL;
CREATE INDEX review_owner ON review USING btree (owner_id, film_id) WHERE state = ANY (ARRAY['waiting'::text, 'held'::text]);
CREATE INDEX review_revision ON review USING btree (film_id, revision);
CREATE INDEX review_shown ON review USING btree (film_id, written_ms DESC, id DESC) WHERE state = 'shown'::text;
CREATE UNIQUE INDEX review_text ON review USING btree (film_id, text_sha256);

create table setting (
  name text not null,
  value text not null,
  constraint setting_pkey PRIMARY KEY (name)
);
