import { type ReactNode, useEffect } from 'react';

export interface PageHeadProps {
  readonly title: string;
  /** One line below: what it is, since when, by whom. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
}

/** The one first heading of a page; its title is the browser's too. */
export function PageHead({ title, about, actions }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Verdict`;
  }, [title]);
  return (
    <div className="mb-5 flex flex-wrap items-end justify-between gap-3">
      <div className="min-w-0">
        <h1 className="font-serif text-2xl font-semibold break-words">{title}</h1>
        {about && <div className="text-soft mt-1">{about}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
