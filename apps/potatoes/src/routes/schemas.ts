import { Type } from 'typebox';
import type { PotatoesError } from '../errors.ts';

/** What a number in an address is allowed to be; the database counts in 64 bits, and JavaScript in 53. */
export function idOf(text: string, unknown: () => PotatoesError): number {
  if (!/^[1-9]\d{0,15}$/.test(text)) throw unknown();
  return Number(text);
}

/** Films are counted in 32 bits. */
export function filmIdOf(text: string, unknown: () => PotatoesError): number {
  const id = idOf(text, unknown);
  if (id >= 2 ** 31) throw unknown();
  return id;
}

export const ById = Type.Object({ id: Type.String() });

/** Texts are bounded by the body; their own rules say better what is wrong. */
export const ReviewBody = Type.Object(
  { text: Type.String(), name: Type.Optional(Type.Union([Type.String(), Type.Null()])) },
  { additionalProperties: false },
);
export const EditBody = Type.Object(
  { text: Type.String(), edition: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) },
  { additionalProperties: false },
);
export const CorrectionBody = Type.Object({ isPositive: Type.Boolean() }, { additionalProperties: false });
export const TextBody = Type.Object({ text: Type.String() }, { additionalProperties: false });
export const NameBody = Type.Object({ name: Type.String() }, { additionalProperties: false });
export const SecretBody = Type.Object(
  { secret: Type.String({ maxLength: 1000 }) },
  { additionalProperties: false },
);
export const ModerationBody = Type.Object(
  { action: Type.Union([Type.Literal('approve'), Type.Literal('remove')]) },
  { additionalProperties: false },
);
export const OldReviewBody = Type.Object({
  movie_id: Type.Integer(),
  text: Type.String(),
});
