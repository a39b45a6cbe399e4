import type { Consequences } from '@verdict/api';
import { Select } from '@verdict/ui';

export interface RowsFieldProps {
  readonly about: Pick<Consequences, 'held_out' | 'datasets'>;
  /** `name@number`; empty: the rows that its training held out. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | null;
}

/** The rows that both are asked. */
export function RowsField({
  about: { held_out: heldOut, datasets },
  value,
  onChange,
  error = null,
}: RowsFieldProps) {
  return (
    <Select
      label="Compare on"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={error}
      hint={
        heldOut === null
          ? 'No rows are known that its training held out: choose rows that neither version was trained on.'
          : undefined
      }
    >
      {heldOut === null ? (
        <option value="">Choose rows…</option>
      ) : (
        <option value="">Rows that its training held out, of {heldOut}</option>
      )}
      {datasets.map(({ name, latest }) => (
        <option key={name} value={`${name}@${latest}`}>
          {name}@{latest}, all rows
        </option>
      ))}
    </Select>
  );
}
