import { ButtonLink } from '@verdict/ui';
import type { FilmsQuery } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { filmsPath } from './films-url.ts';

export function Pager({ query, pages }: { readonly query: FilmsQuery; readonly pages: number }) {
  const { words } = useWords();
  if (pages < 2) return null;
  const at = (page: number): string => filmsPath({ ...query, page });
  return (
    <nav aria-label={words.films.pages} className="mt-12 flex items-center justify-center gap-4">
      {query.page > 1 && (
        <ButtonLink href={at(query.page - 1)} rel="prev">
          {words.films.before}
        </ButtonLink>
      )}
      <span className="text-soft text-sm">{words.films.page(query.page, pages)}</span>
      {query.page < pages && (
        <ButtonLink href={at(query.page + 1)} rel="next">
          {words.films.next}
        </ButtonLink>
      )}
    </nav>
  );
}
