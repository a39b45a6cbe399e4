import type { Migration } from '@verdict/db';

/**
 * `film_score` has one row a film, whatever is written of it: a score is read by its key. What a review adds to it
 * stands in `counts_as`, so each change of a review says what it changes of the score, in the same transaction.
 * `revision` grows with each of them under the lock of that row: whoever has seen one has seen all before it.
 */
export const first: Migration = {
  name: '0001-first',
  sql: `
    create table film (
      id integer generated always as identity primary key,
      name text not null unique,
      year integer not null,
      genres jsonb not null,
      description text not null
    );

    create table film_score (
      film_id integer primary key references film on delete cascade,
      total integer not null default 0,
      positive integer not null default 0,
      revision bigint not null default 0,
      check (positive >= 0 and positive <= total)
    );

    create table film_day (
      film_id integer not null references film on delete cascade,
      day integer not null,
      total integer not null,
      positive integer not null,
      primary key (film_id, day),
      check (positive >= 0 and positive <= total)
    );

    create table review (
      id bigint generated always as identity primary key,
      film_id integer not null references film,
      author text not null,
      owner_id text,
      text text not null,
      text_sha256 text,
      edition integer not null default 1,
      state text not null check (state in ('waiting', 'shown', 'held', 'removed', 'deleted')),
      is_positive boolean,
      confidence double precision,
      unsure boolean not null default false,
      model text,
      prediction_id text,
      spam_confidence double precision,
      spam_prediction_id text,
      corrected_to boolean,
      corrected_by text check (corrected_by in ('visitor', 'author', 'moderator')),
      counts_as boolean,
      revision bigint not null default 0,
      written_ms bigint not null,
      edited_ms bigint,
      attempts integer not null default 0,
      due_ms bigint,
      check ((state = 'waiting') = (due_ms is not null)),
      check (counts_as is null or state = 'shown')
    );
    create unique index review_text on review (film_id, text_sha256);
    create index review_shown on review (film_id, written_ms desc, id desc) where state = 'shown';
    create index review_opening on review (film_id, written_ms desc, id desc)
      where state = 'waiting' and owner_id is null;
    create index review_owner on review (owner_id, film_id) where state in ('waiting', 'held');
    create index review_held on review (written_ms, id) where state = 'held';
    create index review_due on review (due_ms) where state = 'waiting';
    create index review_revision on review (film_id, revision);

    create table correction (
      review_id bigint not null references review on delete cascade,
      visitor_id text not null,
      said_by text not null check (said_by in ('visitor', 'author', 'moderator')),
      is_positive boolean not null,
      at_ms bigint not null,
      primary key (review_id, visitor_id)
    );

    create table errand (
      prediction_id text not null,
      kind text not null check (kind in ('erase', 'feedback')),
      label text,
      comment text,
      attempts integer not null default 0,
      due_ms bigint not null,
      primary key (prediction_id, kind),
      check ((kind = 'feedback') = (label is not null))
    );
    create index errand_due on errand (due_ms);

    create table setting (
      name text primary key,
      value text not null
    );`,
};
