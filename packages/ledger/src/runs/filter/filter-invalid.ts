import { LedgerError } from '../../errors.ts';

/** Where a filter or an order stops being understood, in UTF-16 units, and what would be right. */
export class FilterInvalid extends LedgerError {
  readonly of: 'filter' | 'order';
  readonly at: number;
  readonly end: number;
  readonly fault: string;

  constructor(message: string, place: Pick<FilterInvalid, 'of' | 'at' | 'end' | 'fault'>) {
    super('FILTER_INVALID', message);
    this.of = place.of;
    this.at = place.at;
    this.end = place.end;
    this.fault = place.fault;
  }
}

/** A refusal that shows the place: where it is, what stands there, and what would be right. */
export function filterInvalid(
  text: string,
  at: number,
  fault: string,
  what: 'filter' | 'order' = 'filter',
  end = Math.min(text.length, at + 1),
): FilterInvalid {
  const from = Math.max(0, at - 20);
  const before = `${from > 0 ? '…' : ''}${text.slice(from, at)}`;
  const after = `${text.slice(at, at + 30)}${text.length > at + 30 ? '…' : ''}`;
  const place =
    after === '' ? `at its end, after “${before}”` : `at character ${at + 1}, “${before}⟨here⟩${after}”`;
  return new FilterInvalid(`The ${what} is not understood ${place.toWellFormed()}: ${fault}.`, {
    of: what,
    at,
    end,
    fault,
  });
}
