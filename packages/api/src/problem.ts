import { type Static, Type } from 'typebox';

/** RFC 9457, with a stable code, whether a retry can help, and the id that the server's log has too. */
export const Problem = Type.Object({
  type: Type.String(),
  code: Type.String({ description: 'Stable; docs/errors.md lists them all.' }),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  can_retry: Type.Boolean(),
  request_id: Type.String(),
});
export type Problem = Static<typeof Problem>;
