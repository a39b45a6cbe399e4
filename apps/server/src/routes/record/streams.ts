export const octets = 'application/octet-stream';

/** A reply of bytes, for the document. */
export function bytesReply(...types: readonly string[]) {
  return {
    description: 'The bytes.',
    content: Object.fromEntries(
      types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
    ),
  };
}
