import { classNames } from '@verdict/ui';
import { type ReactNode, useId } from 'react';

export interface SectionProps {
  readonly title: ReactNode;
  readonly about?: ReactNode;
  /** Beside the heading, at the right. */
  readonly aside?: ReactNode;
  /** What an address can point at. */
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a page under its own heading; every second heading of the console looks like this one. */
export function Section({ title, about, aside, id, className, children }: SectionProps) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={classNames('min-w-0 scroll-mt-16', className)}>
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={heading} className="font-serif text-lg font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {about && <p className="text-soft mb-2 text-sm">{about}</p>}
      {children}
    </section>
  );
}
