/**
 * JSON as PostgreSQL keeps it. A label may hold a NUL or half of a surrogate pair, which JSON can say and jsonb refuses:
 * U+FFFD stands in for them, in keys too. An escaped backslash is matched first, so that text about escapes stays.
 */
export function storedJson(value: unknown): string {
  return JSON.stringify(value).replace(/\\(?:\\|u(?:0000|d[89a-f][0-9a-f]{2}))/g, (found) =>
    found === '\\\\' ? found : '\ufffd',
  );
}
