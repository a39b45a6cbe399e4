/** When a UUIDv7 was made, in milliseconds since 1970 (RFC 9562 §5.7); null for another id. */
export function msOfUuid(id: string): number | null {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(id)
    ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    : null;
}
