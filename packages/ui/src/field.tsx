import { type ComponentProps, type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

const box =
  'w-full min-h-11 rounded-md border border-edge bg-card px-3 py-2 text-ink placeholder:text-soft aria-invalid:border-bad';

interface About {
  readonly label: string;
  /** Said below, always. */
  readonly hint?: ReactNode;
  /** What is wrong with it, and what to do. */
  readonly error?: string | null;
}

interface Described {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

function Around({
  label,
  hint,
  error,
  children,
}: About & { readonly children: (described: Described) => ReactNode }) {
  const id = useId();
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children({
        id,
        ...(about !== '' && { 'aria-describedby': about }),
        ...(error && { 'aria-invalid': true as const }),
      })}
      {hint && (
        <div id={`${id}-hint`} className="text-soft text-sm">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}

export function Field({ label, hint, error = null, className, ...input }: About & ComponentProps<'input'>) {
  return (
    <Around label={label} hint={hint} error={error}>
      {(described) => <input className={classNames(box, className)} {...described} {...input} />}
    </Around>
  );
}

export function TextArea({
  label,
  hint,
  error = null,
  className,
  ...input
}: About & ComponentProps<'textarea'>) {
  return (
    <Around label={label} hint={hint} error={error}>
      {(described) => <textarea className={classNames(box, className)} {...described} {...input} />}
    </Around>
  );
}

export function Select({
  label,
  hint,
  error = null,
  className,
  children,
  ...select
}: About & ComponentProps<'select'>) {
  return (
    <Around label={label} hint={hint} error={error}>
      {(described) => (
        <select className={classNames(box, className)} {...described} {...select}>
          {children}
        </select>
      )}
    </Around>
  );
}
