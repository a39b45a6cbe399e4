import { type ComponentType, createContext, useContext } from 'react';
import type { FilmCard } from '../page-data.ts';
import type { PosterProps } from '../poster/poster.tsx';

/** Given by the server alone. */
export const PosterDrawing = createContext<ComponentType<PosterProps> | null>(null);

/** A film's poster never changes, so the browser keeps what the server drew and is spared 4 kB that draw it again. */
export function FilmPoster({ film }: { readonly film: FilmCard }) {
  const Poster = useContext(PosterDrawing);
  const place =
    'bg-sunken mx-auto aspect-2/3 w-48 self-start overflow-hidden rounded-sm shadow-lg ring-1 ring-black/10 md:w-full';
  if (Poster) {
    return (
      <div className={place}>
        <Poster film={film} className="block size-full" />
      </div>
    );
  }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing is set; it tells React to leave alone what is there
  return <div className={place} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: '' }} />;
}
