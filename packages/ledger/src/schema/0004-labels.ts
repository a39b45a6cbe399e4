import type { Migration } from '@verdict/db';

/** What one text, and one slip of the hand, need of the queue of labels. */
export const labels: Migration = {
  name: '0004-labels',
  sql: `
alter table label_task
  -- of the whole text: an equal one is not asked once more; null where it was given out before there was this
  add column text_md5 text,
  -- the label that stood there and was overruled: taken back, it stands again
  add column overruled jsonb;
create index label_task_text on label_task (model, text_md5);
`,
};
