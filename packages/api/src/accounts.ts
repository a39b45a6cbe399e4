import { type Static, Type } from 'typebox';
import { Ms, Nullable, nextPage } from './common.ts';

export const AccountRole = Type.Union([
  Type.Literal('viewer'),
  Type.Literal('editor'),
  Type.Literal('admin'),
]);
export type AccountRole = Static<typeof AccountRole>;

/** What a key may be used for; never more than its account's role allows. */
export const Scope = Type.Union([
  Type.Literal('predict'),
  Type.Literal('read'),
  Type.Literal('write'),
  Type.Literal('promote'),
  Type.Literal('admin'),
  Type.Literal('serve'),
]);
export type Scope = Static<typeof Scope>;

export const Account = Type.Object({
  name: Type.String(),
  role: AccountRole,
  disabled: Type.Boolean(),
  has_password: Type.Boolean(),
  created_ms: Ms,
});
export type Account = Static<typeof Account>;
export const AccountsReply = Type.Object({ accounts: Type.Array(Account), ...nextPage });
export type AccountsReply = Static<typeof AccountsReply>;
export const CreateAccount = Type.Object(
  { name: Type.String(), role: AccountRole, password: Type.Optional(Type.String({ maxLength: 1000 })) },
  { additionalProperties: false },
);
export type CreateAccount = Static<typeof CreateAccount>;
export const UpdateAccount = Type.Object(
  {
    role: Type.Optional(AccountRole),
    disabled: Type.Optional(Type.Boolean()),
    password: Type.Optional(Type.String({ maxLength: 1000 })),
    current_password: Type.Optional(
      Type.String({ maxLength: 1000, description: 'To change one’s own password in a session.' }),
    ),
  },
  { additionalProperties: false },
);
export type UpdateAccount = Static<typeof UpdateAccount>;

export const ApiKey = Type.Object({
  id: Type.String(),
  account: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Scope),
  created_ms: Ms,
  expires_ms: Nullable(Ms),
  revoked_ms: Nullable(Ms),
  last_used_ms: Nullable(Ms),
});
export type ApiKey = Static<typeof ApiKey>;
export const ApiKeysReply = Type.Object({ keys: Type.Array(ApiKey), ...nextPage });
export type ApiKeysReply = Static<typeof ApiKeysReply>;
export const CreateApiKey = Type.Object(
  {
    account: Type.Optional(Type.String({ description: 'Default: the caller’s own.' })),
    name: Type.String(),
    scopes: Type.Array(Scope, { minItems: 1 }),
    expires_ms: Type.Optional(Nullable(Ms)),
  },
  { additionalProperties: false },
);
export type CreateApiKey = Static<typeof CreateApiKey>;
export const CreatedApiKey = Type.Object({
  key: ApiKey,
  secret: Type.String({ description: 'The whole key. It is shown this once and kept nowhere.' }),
});
export type CreatedApiKey = Static<typeof CreatedApiKey>;

export const WhoAmI = Type.Object({
  name: Type.String({ description: 'As the record has it: `ada`, `ada/key:build`, `local:ada`.' }),
  account: Nullable(Type.String({ description: 'Null where nobody signed in.' })),
  role: AccountRole,
  scopes: Type.Array(Scope),
  via: Type.Union([
    Type.Literal('loopback'),
    Type.Literal('password'),
    Type.Literal('session'),
    Type.Literal('key'),
    Type.Literal('process'),
  ]),
});
export type WhoAmI = Static<typeof WhoAmI>;
