import { Type } from 'typebox';

/**
 * The fields that MLflow's messages are made of. The schemas here say what MLflow's clients send and expect; requests
 * are read by them with MLflow's leniency: unknown fields are passed over, null is a field that was not set, and
 * numbers may come as text.
 */

/** A whole number; it may come as text, and goes as a number. */
export const Int64 = Type.Integer({ format: 'int64' });
/** NaN and the infinities travel as `"NaN"`, `"Infinity"` and `"-Infinity"`. */
export const Double = Type.Union([Type.Number(), Type.Enum(['NaN', 'Infinity', '-Infinity'])]);
export const Text = Type.String();
export const Texts = Type.Array(Text);

export const KeyValue = Type.Object({ key: Text, value: Type.Optional(Text) });
/** Nothing to say but that it was done. */
export const Done = Type.Object({});

export const Paging = {
  max_results: Type.Optional(Int64),
  page_token: Type.Optional(Text),
};
/** Left out on the last page. */
export const NextPage = { next_page_token: Type.Optional(Text) };

export const ViewType = Type.Enum(['ACTIVE_ONLY', 'DELETED_ONLY', 'ALL']);
