import { LedgerError } from '../errors.ts';

/** What jsonb cannot hold although JSON can: NUL, and halves of a surrogate pair, which JSON.stringify escapes. */
const unkeepable = /\\u(?:0000|d[89a-f])/;
const longestMessage = 2000;

/** The value as JSON that the record can keep. */
export function keepableJson(what: string, value: unknown, maxBytes: number): string {
  const text = asJson(what, value);
  const bytes = Buffer.byteLength(text);
  if (bytes > maxBytes) {
    throw new LedgerError(
      'LIMIT_EXCEEDED',
      `The ${what} has ${bytes} bytes as JSON, and may have ${maxBytes}; put what is large into a data set or an artifact and name it here.`,
    );
  }
  // An escaped backslash before a "u" is text; without such pairs every \u is an escape.
  if (unkeepable.test(text.replaceAll('\\\\', ''))) {
    throw new LedgerError(
      'VALUE_INVALID',
      `The ${what} holds a NUL character or half of a surrogate pair, which cannot be kept; leave it out.`,
    );
  }
  return text;
}

function asJson(what: string, value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (cause) {
    throw new LedgerError(
      'VALUE_INVALID',
      `The ${what} cannot be written as JSON; give plain values without cycles and bigints.`,
      { cause },
    );
  }
}

/** Whatever was thrown, as a sentence that can be kept. */
export function keepableMessage(message: string): string {
  return message.toWellFormed().replaceAll('\0', '\u{fffd}').slice(0, longestMessage).toWellFormed();
}
