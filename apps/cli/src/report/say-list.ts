import type { Gathered } from '../record/all-pages.ts';
import type { Around } from '../record/with-record.ts';
import { speaker } from '../terminal/say.ts';
import { withIsoTimes } from '../terminal/times.ts';

interface ListShape<Item> {
  /** What the items are called in JSON. */
  readonly name: string;
  readonly lines: (items: readonly Item[], nowMs: number) => string[];
  /** What to do where there is nothing. */
  readonly empty: string;
}

/** A list as a table with a dim head; as JSON the items, and whether there are more. */
export function sayList<Item>(
  around: Around,
  { items, more }: Gathered<Item>,
  { name, lines, empty }: ListShape<Item>,
): void {
  const say = speaker(around);
  if (around.json) {
    say.json({ [name]: withIsoTimes(items), more });
    return;
  }
  if (items.length === 0) {
    say.line(empty);
    return;
  }
  const [head, ...rows] = lines(items, Date.now());
  say.line(say.paint('dim', head));
  for (const row of rows) say.line(row);
  if (more) say.line(say.paint('dim', `There are more; --limit shows up to as many as you say.`));
}
