import { type Static, Type } from 'typebox';
import { AccountRole } from './accounts.ts';
import { Ms } from './common.ts';

/** `POST /session`. */
export const SignIn = Type.Object(
  { name: Type.String({ maxLength: 100 }), password: Type.String({ maxLength: 1000 }) },
  { additionalProperties: false },
);
export type SignIn = Static<typeof SignIn>;

/** The session itself is a cookie that no script can read. */
export const Session = Type.Object({
  account: Type.String(),
  role: AccountRole,
  expires_ms: Ms,
});
export type Session = Static<typeof Session>;
