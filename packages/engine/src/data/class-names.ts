import { Refusal } from '../refusal.ts';

/** Distinct labels by code point (UTF-8's order of bytes), which no locale and no engine changes. */
export function classNames(labels: Iterable<string>): readonly string[] {
  return [...new Set(labels)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** Names that say "this is the one to find", the clearest first. */
const positiveNames = ['positive', 'spam', 'true', 'yes', '1'];

/** The class that precision, recall and F1 speak of; null where there are more than two. */
export function positiveClass(
  classes: readonly string[],
  wishes: { readonly recipe: string | undefined; readonly asked: string | null },
): number | null {
  if (classes.length !== 2) {
    if (wishes.asked === null) return null;
    throw new Refusal(
      `A positive class needs two classes and there are ${classes.length}; leave --positive out and read the macro averages.`,
    );
  }
  const wish = wishes.asked ?? wishes.recipe;
  if (wish !== undefined) {
    const index = classes.indexOf(wish);
    if (index >= 0) return index;
    const who = wishes.asked === null ? 'the recipe calls' : '--positive names';
    throw new Refusal(
      `As positive ${who} "${wish}", and the classes are ${classes.join(' and ')}; name one of them.`,
    );
  }
  const plain = classes.map((name) => name.trim().toLowerCase());
  for (const name of positiveNames) if (plain.includes(name)) return plain.indexOf(name);
  return 1;
}
