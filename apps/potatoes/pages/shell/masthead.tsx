import type { Page, Viewer } from '../page-data.ts';
import { Spud } from '../spud/spud.tsx';
import { Marquee } from './marquee.tsx';
import { NameButton } from './name-button.tsx';
import { useWords } from './words-context.tsx';

export interface MastheadProps {
  readonly page: Page;
  readonly viewer: Viewer;
  readonly onViewer: (viewer: Viewer) => void;
}

export function Masthead({ page, viewer, onViewer }: MastheadProps) {
  const { words } = useWords();
  return (
    <header className="bg-band text-on-band">
      <a
        href="#content"
        className="bg-card text-ink absolute top-2 left-2 z-10 -translate-y-20 rounded px-3 py-2 focus:translate-y-0"
      >
        {words.site.skip}
      </a>
      <div className="mx-auto flex max-w-6xl items-center justify-between gap-4 px-4 py-2.5 sm:px-6">
        <a href="/" className="text-on-band flex min-w-0 items-center gap-2.5 no-underline">
          <Spud standing="hot" className="size-11" />
          <span className="font-serif text-xl leading-tight font-bold tracking-tight italic sm:text-2xl">
            {words.site.name}
          </span>
        </a>
        <NameButton viewer={viewer} onViewer={onViewer} />
      </div>
      {isFront(page) && <Marquee />}
      <FilmStrip />
    </header>
  );
}

/** Who searches or turns pages has seen the marquee. */
function isFront(page: Page): boolean {
  if (page.kind !== 'films') return false;
  const { search, genre, standing, page: number } = page.query;
  return search === '' && genre === null && standing === null && number === 1;
}

/** The perforation of a film: light squares in a row, however wide the window. */
function FilmStrip() {
  return (
    <svg width="100%" height="14" aria-hidden="true" className="block">
      <defs>
        <pattern id="perforation" width="24" height="14" patternUnits="userSpaceOnUse">
          <rect x="6" y="3" width="12" height="7" rx="2" className="fill-paper" />
        </pattern>
      </defs>
      <rect width="100%" height="14" fill="url(#perforation)" />
    </svg>
  );
}
