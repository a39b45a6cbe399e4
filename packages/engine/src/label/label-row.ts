import type { Prediction } from '@verdict/learn';
import type { LabelledRow } from './label-request.ts';

/** The same rules as for a text that is sent alone, except that a refusal is of this row and not of all. */
export function labelRow(
  row: number,
  text: string,
  {
    predict,
    maxTextLength,
  }: { readonly predict: (text: string) => Prediction; readonly maxTextLength: number },
): LabelledRow {
  if (text.length > maxTextLength) {
    const message = `The text has ${text.length} characters and at most ${maxTextLength} are read; shorten or split it.`;
    return { row, text, error: { code: 'TEXT_OVER_LIMIT', message } };
  }
  if (!/\S/.test(text)) {
    return { row, text, error: { code: 'TEXT_EMPTY', message: 'The text is empty or blank.' } };
  }
  const { label, confidence, scores, unsure } = predict(text);
  return { row, text, label, confidence, scores, unsure };
}
