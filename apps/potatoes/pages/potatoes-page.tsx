import { type ComponentType, useState } from 'react';
import type { Words } from '../words/en.ts';
import type { Page, Viewer } from './page-data.ts';
import { Foot } from './shell/foot.tsx';
import { Masthead } from './shell/masthead.tsx';
import { Speaking } from './shell/words-context.tsx';

export interface ViewProps<Kind extends Page['kind']> {
  readonly page: Extract<Page, { readonly kind: Kind }>;
  readonly viewer: Viewer;
  readonly onViewer: (viewer: Viewer) => void;
}

export type View<Kind extends Page['kind']> = ComponentType<ViewProps<Kind>>;

export interface PotatoesPageProps {
  readonly page: Page;
  readonly words: Words;
  /** The page's kind's own: a browser loads no other. */
  readonly view: View<Page['kind']>;
}

export function PotatoesPage({ page, words, view: PageView }: PotatoesPageProps) {
  const [viewer, setViewer] = useState(page.viewer);
  return (
    <Speaking language={page.language} words={words}>
      <Masthead page={page} viewer={viewer} onViewer={setViewer} />
      <main id="content" className="mx-auto max-w-6xl px-4 pt-8 sm:px-6">
        <PageView page={page} viewer={viewer} onViewer={setViewer} />
      </main>
      <Foot />
    </Speaking>
  );
}
