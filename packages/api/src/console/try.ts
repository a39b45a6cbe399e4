import { type Static, Type } from 'typebox';
import { Nullable } from '../common.ts';

const TryVersion = Type.Object({
  version: Type.Integer(),
  aliases: Type.Array(Type.String()),
  classes: Type.Array(Type.String()),
  explainable: Type.Boolean(),
  reads_letters: Type.Boolean({ description: 'Its n-grams are of letters, which nobody reads as words.' }),
});
export type TryVersion = Static<typeof TryVersion>;

/** `GET /console/try`: what can be asked. */
export const ConsoleTry = Type.Object({
  default_model: Type.String(),
  max_text_length: Type.Integer({ description: 'In UTF-16 units.' }),
  models: Type.Array(
    Type.Object({
      name: Type.String(),
      champion: Nullable(Type.Integer()),
      /** Newest first, those that can serve; the champion is among them. */
      versions: Type.Array(TryVersion),
    }),
  ),
});
export type ConsoleTry = Static<typeof ConsoleTry>;
