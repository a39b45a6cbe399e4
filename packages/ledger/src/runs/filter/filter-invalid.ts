import { LedgerError } from '../../errors.ts';

/** A refusal that shows the place: where it is, what stands there, and what would be right. */
export function filterInvalid(
  text: string,
  at: number,
  fault: string,
  what: 'filter' | 'order' = 'filter',
): LedgerError {
  const from = Math.max(0, at - 20);
  const before = `${from > 0 ? '…' : ''}${text.slice(from, at)}`;
  const after = `${text.slice(at, at + 30)}${text.length > at + 30 ? '…' : ''}`;
  const place =
    after === '' ? `at its end, after “${before}”` : `at character ${at + 1}, “${before}⟨here⟩${after}”`;
  return new LedgerError(
    'FILTER_INVALID',
    `The ${what} is not understood ${place.toWellFormed()}: ${fault}.`,
  );
}
