import { useEffect, useRef } from 'react';
import type { LiveEvents } from '../page-data.ts';

type Heard = {
  readonly [Name in keyof LiveEvents]: (data: LiveEvents[Name], revision: number) => void;
} & {
  /** From where to go on. */
  readonly revision: () => number;
  readonly connected: (is: boolean) => void;
};

/** A server that has too many watchers, or stops, is asked again at a time of one's own, lest all come at once. */
const againMs = (): number => 5000 + Math.random() * 10_000;

/**
 * Others' changes to a film, while the page is in sight: a browser has six connections to a site, and hidden tabs that
 * each held one would leave none to load a page. Another `viewerKey` is another connection: it knows by its cookies who
 * it talks to.
 */
export function useLive(filmId: number, viewerKey: unknown, heard: Heard): void {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another viewer sees other reviews
  useEffect(() => {
    let source: EventSource | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const close = (): void => {
      clearTimeout(timer);
      source?.close();
      source = null;
    };
    const open = (): void => {
      close();
      source = new EventSource(`/api/films/${filmId}/live?revision=${latest.current.revision()}`);
      const on = <Name extends keyof LiveEvents>(name: Name): void => {
        source?.addEventListener(name, ({ data, lastEventId }) =>
          latest.current[name](JSON.parse(data), Number(lastEventId) || latest.current.revision()),
        );
      };
      on('review');
      on('removed');
      on('score');
      on('reset');
      source.onopen = () => latest.current.connected(true);
      source.onerror = () => {
        latest.current.connected(false);
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs());
      };
    };
    const follow = (): void => (document.visibilityState === 'visible' ? open() : close());
    const back = (event: PageTransitionEvent): void => {
      if (event.persisted) follow();
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    addEventListener('online', follow);
    addEventListener('pagehide', close);
    addEventListener('pageshow', back);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      removeEventListener('online', follow);
      removeEventListener('pagehide', close);
      removeEventListener('pageshow', back);
      close();
    };
  }, [filmId, viewerKey]);
}
