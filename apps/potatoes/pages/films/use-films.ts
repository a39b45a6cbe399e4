import { useCallback, useEffect, useRef, useState } from 'react';
import type { FilmsPage, FilmsQuery, FilmsReply } from '../page-data.ts';
import { ask, type Refusal } from '../site-client.ts';
import { filmsPath, readFilmsQuery, withFilter } from './films-url.ts';

/** A pause in typing; shorter would ask at every letter. */
const pauseMs = 180;

type Change = Parameters<typeof withFilter>[1];

export interface Films {
  readonly query: FilmsQuery;
  readonly shown: Pick<FilmsPage, 'films' | 'totalFilms' | 'pages'>;
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  /** While one types: the address follows in its place, so that Back leaves the page and not a letter. */
  readonly type: (search: string) => void;
  readonly choose: (change: Change) => void;
  readonly again: () => void;
}

/** What is shown follows the address, whoever changes it: typing, a filter, Back. */
export function useFilms(page: FilmsPage): Films {
  const [query, setQuery] = useState(page.query);
  const [shown, setShown] = useState<Films['shown']>(page);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const running = useRef<AbortController | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const load = useCallback(async (next: FilmsQuery): Promise<void> => {
    clearTimeout(timer.current);
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setBusy(true);
    const answer = await ask<FilmsReply>(filmsPath(next, '/api/films'), { signal: own.signal });
    if (own.signal.aborted) return;
    setBusy(false);
    setRefusal(answer.ok ? null : answer.refusal);
    if (!answer.ok) return;
    setShown(answer.value);
    setQuery((now) => ({ ...now, page: answer.value.query.page }));
  }, []);

  useEffect(() => {
    const follow = (): void => {
      const next = readFilmsQuery(new URLSearchParams(location.search));
      setQuery(next);
      void load(next);
    };
    addEventListener('popstate', follow);
    return () => {
      removeEventListener('popstate', follow);
      clearTimeout(timer.current);
      running.current?.abort();
    };
  }, [load]);

  return {
    query,
    shown,
    busy,
    refusal,
    type: (search) => {
      const next = withFilter(query, { search });
      setQuery(next);
      history.replaceState(null, '', filmsPath({ ...next, search: search.trim() }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void load(next), pauseMs);
    },
    choose: (change) => {
      const next = withFilter(query, change);
      setQuery(next);
      history.pushState(null, '', filmsPath(next));
      void load(next);
    },
    again: () => void load(query),
  };
}
