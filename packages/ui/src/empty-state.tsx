import type { ReactNode } from 'react';

export interface EmptyStateProps {
  readonly title: string;
  /** What would stand here, and how it comes. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing yet: said calmly, in the place of what will come. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="border-line flex flex-col items-center gap-2 rounded-lg border border-dashed px-6 py-12 text-center">
      <p className="font-serif text-lg">{title}</p>
      {children && (
        <div className="text-soft max-w-full text-sm wrap-anywhere sm:max-w-prose">{children}</div>
      )}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
