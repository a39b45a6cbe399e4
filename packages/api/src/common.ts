import { type Static, Type } from 'typebox';

/** Milliseconds since 1970. */
export const Ms = Type.Integer({ description: 'Milliseconds since 1970.' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const Nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** JSON has no NaN and no infinities: they travel by name, as MLflow has them. */
export const MetricValue = Type.Union([
  Type.Number(),
  Type.Literal('NaN'),
  Type.Literal('Infinity'),
  Type.Literal('-Infinity'),
]);
export type MetricValue = Static<typeof MetricValue>;

/** Pages: as many as `limit`, and a token for those after them. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'Default 100.' })),
  page_token: Type.Optional(
    Type.String({ maxLength: 2000, description: '`next_page_token` of the page before.' }),
  ),
};
export const PageQuery = Type.Object(pageQuery, { additionalProperties: false });
export type PageQuery = Static<typeof PageQuery>;
export const nextPage = {
  next_page_token: Nullable(Type.String({ description: 'Null on the last page.' })),
};

export const Tags = Type.Record(Type.String(), Type.String());
export const NoReply = Type.Object({}, { additionalProperties: false });
export type NoReply = Static<typeof NoReply>;
