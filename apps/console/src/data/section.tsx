import type { ReactNode } from 'react';

export interface SectionProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly id?: string;
  readonly children: ReactNode;
}

/** A part of a page under its own heading. */
export function Section({ title, about, id, children }: SectionProps) {
  return (
    <section id={id} className="min-w-0 scroll-mt-4">
      <h2 className="font-serif mb-2 text-lg font-semibold">{title}</h2>
      {about && <p className="text-soft mb-2 text-sm">{about}</p>}
      {children}
    </section>
  );
}
