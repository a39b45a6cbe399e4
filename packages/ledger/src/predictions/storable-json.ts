/** JSON.stringify writes half of a surrogate pair as an escape, and NUL too; PostgreSQL refuses both. */
const unstorable = /\\u(?:0000|d[89a-f])/;

/** As JSON; what PostgreSQL's text cannot hold is replaced by the replacement character. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return unstorable.test(json) ? JSON.stringify(storable(value)) : json;
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\ufffd');
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, own]) => [storable(name), storable(own)]));
}
