const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Of a prediction: a UUIDv7 in small letters, whose first 48 bits are milliseconds since 1970. */
export function isPredictionId(id: string): boolean {
  return uuid7.test(id);
}

export function msOfPredictionId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

const mostMs = 2 ** 48 - 1;

/** No prediction of that millisecond or a later one sorts before it, so a range of time is a range of ids. */
export function firstPredictionIdAt(ms: number): string {
  const time = Math.min(Math.max(0, Math.ceil(ms)), mostMs)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}
