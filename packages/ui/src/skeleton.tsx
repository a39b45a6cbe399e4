import { classNames } from './class-names.ts';

/** Holds the place of what is on its way, in its size, so that nothing moves when it comes. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden="true" className={classNames('bg-line block animate-pulse rounded', className)} />;
}
