import type { Migration } from '../src/index.ts';

/** Three steps, the last of which takes a while. */
export const steps: readonly Migration[] = [
  { name: '0001-film', sql: 'create table film (id bigint primary key, name text not null);' },
  {
    name: '0002-review',
    sql: 'create table review (film_id bigint not null references film); create index review_film on review (film_id);',
  },
  {
    name: '0003-data',
    sql: "insert into film select n, 'film ' || n from generate_series(1, 20) n; select pg_sleep(0.2);",
  },
];
