import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { ApiError } from '@verdict/api/client';
import { Button, classNames, Dialog, ThemeSwitch } from '@verdict/ui';
import { useEffect, useRef, useState } from 'react';
import { AwayBanner } from './away-banner.tsx';
import { Drawer } from './drawer.tsx';
import { Sections } from './section-links.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useConnection } from './use-connection.ts';
import { meQuery } from './use-me.ts';
import { useShortcut } from './use-shortcut.ts';
import { WhoIsHere } from './who-is-here.tsx';

export function Shell() {
  const { pathname, href } = useRouterState({ select: ({ location }) => location });
  const { error, data: me } = useQuery(meQuery);
  const connection = useConnection();
  const queries = useQueryClient();
  const [menu, setMenu] = useState(false);
  const [finding, setFinding] = useState(false);
  useShortcut('k', () => setFinding((open) => !open));
  const Palette = usePalette(finding);
  const content = useFocusOnNewPage(pathname);
  const signingIn = pathname === '/sign-in';

  if (!signingIn && !me && error instanceof ApiError && error.status === 401) {
    return <Navigate to="/sign-in" search={href === '/' ? {} : { back: href }} replace />;
  }
  const find = (
    <button
      type="button"
      className="border-edge text-soft hover:bg-sunken flex min-h-8 items-center justify-between gap-4 rounded-md border px-2.5 py-1 text-sm lg:w-full"
      onClick={() => setFinding(true)}
      aria-keyshortcuts="Control+K Meta+K"
    >
      <span>Go to…</span>
      <kbd className="bg-sunken hidden rounded px-1.5 font-mono text-xs sm:block">Ctrl K</kbd>
    </button>
  );
  return (
    <div className={classNames('min-h-screen', !signingIn && 'lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]')}>
      <a
        href="#content"
        className="bg-accent text-on-strong sr-only z-50 rounded px-4 py-2 focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <header
        className={classNames(
          'border-line bg-card sticky top-0 z-30 border-b',
          !signingIn && 'lg:static lg:border-r lg:border-b-0',
        )}
      >
        <div
          className={classNames(
            'flex items-center gap-3 px-4 py-2',
            !signingIn &&
              'lg:sticky lg:top-0 lg:h-screen lg:flex-col lg:items-stretch lg:gap-4 lg:overflow-y-auto lg:px-3 lg:py-4',
          )}
        >
          <Link to="/" className="flex items-center gap-2 px-1 no-underline lg:px-2">
            <Mark />
            <span className="font-serif text-xl font-semibold">Verdict</span>
          </Link>
          {!signingIn && (
            <>
              <div className="ml-auto lg:ml-0">{find}</div>
              <Button small className="lg:hidden" aria-expanded={menu} onClick={() => setMenu(true)}>
                Menu
              </Button>
              <nav aria-label="Sections" className="hidden lg:block">
                <Sections />
              </nav>
            </>
          )}
          {signingIn ? (
            <div className="ml-auto">
              <ThemeSwitch />
            </div>
          ) : (
            <div className="hidden lg:mt-auto lg:block">
              <WhoIsHere />
            </div>
          )}
        </div>
      </header>
      <div className="min-w-0">
        {connection.away && <AwayBanner />}
        <main
          id="content"
          ref={content}
          tabIndex={-1}
          className="mx-auto max-w-[100rem] p-4 outline-none sm:p-6 lg:px-8 lg:py-7"
        >
          <Outlet />
        </main>
      </div>
      <Drawer open={menu} onClose={() => setMenu(false)} />
      {finding && Palette && <Palette onClose={() => setFinding(false)} />}
      {me && connection.ended && !connection.away && !signingIn && (
        <Dialog title="Your session has ended" open onClose={() => void queries.invalidateQueries(meQuery)}>
          <p className="text-soft mb-4">Sign in again to go on. What you have typed on this page is kept.</p>
          <SignInForm name={me.account ?? ''} onSignedIn={() => {}} />
        </Dialog>
      )}
    </div>
  );
}

/**
 * Its code comes after the first page and before anybody asks for it: whoever presses the keys types on at once, and
 * what is typed before the box is there is lost. React's own `lazy` would wait even for what is there already.
 */
function usePalette(wanted: boolean): PaletteBox | null {
  const [box, setBox] = useState<PaletteBox | null>(null);
  const isThere = box !== null;
  useEffect(() => {
    if (isThere) return;
    const load = (): void => {
      import('./palette.tsx').then(
        ({ Palette }) => setBox(() => Palette),
        // Asked for again with the next press of the keys.
        () => {},
      );
    };
    if (wanted) {
      load();
      return;
    }
    const timer = setTimeout(load, 300);
    return () => clearTimeout(timer);
  }, [wanted, isThere]);
  return box;
}

type PaletteBox = typeof import('./palette.tsx').Palette;

/**
 * The keyboard goes on in the new page, not in the menu that led there. Where something in the page has the focus, as
 * a box that narrows a list, it keeps it.
 */
function useFocusOnNewPage(pathname: string) {
  const content = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (!content.current?.contains(document.activeElement)) content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className="size-7">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M9 10l7 13 7-13"
        fill="none"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-strong"
      />
    </svg>
  );
}
