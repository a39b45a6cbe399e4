import { LedgerError } from '../errors.ts';
import { assertStorable, assertText } from '../names.ts';

/** Null takes a tag away. */
export type TagChanges = Readonly<Record<string, string | null>>;

/** As MLflow's registry has them: prompts are kept in tags. */
export const tagLimits = { key: 250, value: 100_000 } as const;
/** A model page shows all of them, and one call writes them one by one. */
const mostTags = 100;

export function assertTags(tags: TagChanges): void {
  const entries = Object.entries(tags);
  if (entries.length > mostTags) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `${entries.length} tags were sent at once; send at most ${mostTags} a call.`,
    );
  }
  for (const [key, value] of entries) {
    if (key === '') throw new LedgerError('VALUE_INVALID', 'A tag has an empty key; give it a name.');
    assertText('key of a tag', key, tagLimits.key);
    if (value !== null) assertStorable(`The tag ${key.slice(0, 60)}`, value, tagLimits.value);
  }
}

/** A description may have lines. */
export function assertDescription(description: string): void {
  assertText('description', description, 5000, { lines: true });
}
