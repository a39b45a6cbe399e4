import { type ReactNode, useId } from 'react';

export function Section({
  title,
  className,
  children,
}: {
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={className}>
      <h2 id={id} className="mb-2 font-serif text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
