import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

export type ButtonKind = 'strong' | 'plain' | 'quiet' | 'danger';

const kinds: Readonly<Record<ButtonKind, string>> = {
  strong: 'bg-accent text-on-strong border-transparent hover:brightness-110',
  plain: 'bg-card text-ink border-edge hover:bg-sunken',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-sunken underline decoration-line',
  danger: 'bg-card text-bad border-bad hover:bg-bad-paper',
};

export function buttonClass(kind: ButtonKind, small = false): string {
  return classNames(
    'inline-flex items-center justify-center gap-2 rounded-md border font-medium no-underline transition-colors',
    'disabled:opacity-60 aria-busy:opacity-60',
    small ? 'px-2.5 py-1 text-sm min-h-8' : 'px-4 py-2 min-h-11',
    kinds[kind],
  );
}

interface Looks {
  readonly kind?: ButtonKind;
  readonly small?: boolean;
}

/** Does something; what leads somewhere is a `ButtonLink`. */
export function Button({
  kind = 'plain',
  small = false,
  className,
  ...rest
}: Looks & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className={classNames(buttonClass(kind, small), className)} {...rest} />;
}

export function ButtonLink({
  kind = 'plain',
  small = false,
  className,
  children,
  ...rest
}: Looks & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a className={classNames(buttonClass(kind, small), className)} {...rest}>
      {children}
    </a>
  );
}
