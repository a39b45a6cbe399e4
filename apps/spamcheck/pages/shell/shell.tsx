import { ThemeSwitch } from '@verdict/ui';
import type { ReactNode } from 'react';

/** An envelope's edge, a letterhead, and what the page is about. */
export function Shell({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-screen flex-col">
      <div className="airmail h-2" aria-hidden="true" />
      <header className="mx-auto flex w-full max-w-4xl items-center justify-between gap-4 px-4 py-4 sm:px-6">
        <a
          href="/"
          className="flex min-h-11 items-center gap-2.5 font-serif text-lg font-semibold no-underline"
        >
          <Envelope />
          Spam check
        </a>
        <ThemeSwitch />
      </header>
      <main className="mx-auto w-full max-w-4xl flex-1 px-4 pb-16 sm:px-6">
        <noscript>
          <p className="border-warn bg-warn-paper mb-6 rounded-lg border p-4">
            This page needs JavaScript. Without it, programs can still ask by <code>POST /predict</code>.
          </p>
        </noscript>
        {children}
      </main>
      <footer className="border-line text-soft border-t">
        <p className="mx-auto max-w-4xl px-4 py-6 text-sm leading-relaxed sm:px-6">
          A message that you check goes into the log of the classifier, so that its mistakes can be found; you
          can erase it there. Drafts are never kept there, and your history stays in this browser. A model
          errs: what it calls clean can still be a trap.
        </p>
      </footer>
    </div>
  );
}

function Envelope() {
  return (
    <svg viewBox="0 0 32 24" className="h-6 w-8" aria-hidden="true">
      <rect x="1" y="1" width="30" height="22" rx="3" className="fill-card stroke-ink" strokeWidth="2" />
      <path d="M2 4l14 10L30 4" fill="none" className="stroke-bad" strokeWidth="2.4" strokeLinejoin="round" />
    </svg>
  );
}
