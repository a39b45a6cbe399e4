import type { LiveEvents } from '../../pages/page-data.ts';
import { selectDays, selectFilm, selectRevisions } from '../films/films.store.ts';
import { selectSaid } from '../reviews/corrections.store.ts';
import { type Eyes, isVisible, presentReview } from '../reviews/present-review.ts';
import { type ReviewRow, selectChanged } from '../reviews/reviews.store.ts';
import { scoreDays } from '../score/score-days.ts';
import { scoreOf } from '../score/score-of.ts';
import type { PotatoesDatabase } from '../tables/tables.ts';

/** A page that somebody has open. */
export interface Watcher {
  readonly filmId: number;
  readonly eyes: Eyes;
  /** For the bound of one address. */
  readonly address: string;
  /** The film’s revision that the page knows. */
  revision: number;
  /** Where the page is slow to read, the connection is ended: its browser makes another and goes on. */
  readonly send: <Name extends keyof LiveEvents>(
    name: Name,
    data: LiveEvents[Name],
    revision: number,
  ) => void;
  readonly beat: () => void;
  readonly end: () => void;
}

export interface Watchers {
  /** False: there are too many already. */
  readonly add: (watcher: Watcher) => boolean;
  readonly remove: (watcher: Watcher) => void;
  /** Something of that film changed in this process. */
  readonly nudge: (filmId: number) => void;
  readonly count: () => number;
  /** Idempotent. */
  readonly stop: () => Promise<void>;
}

export interface WatchersInput {
  readonly database: PotatoesDatabase;
  readonly onFault: (what: string, error: unknown) => void;
  readonly pollMs?: number;
}

/** A connection takes some 20 kB: so many are 40 MB, and Node sends to them in some tens of milliseconds. */
export const mostWatchers = 2000;
/** A household or a class; a browser itself allows six. */
export const mostOfAddress = 50;
/** What other processes did is seen within this time. */
const usualPollMs = 1000;
/** Below the 30 s after which proxies end a connection that is silent. */
const beatMs = 20_000;
/** A page that is further behind reads itself anew. */
const mostChanges = 200;

/**
 * Asks the database which of the films that somebody watches have changed, by one query for all of them, and tells
 * each page what is new to it: several processes need know nothing of each other.
 */
export function watchFilms({ database, onFault, pollMs = usualPollMs }: WatchersInput): Watchers {
  const films = new Map<number, Set<Watcher>>();
  const addresses = new Map<string, number>();
  let all = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let again = false;

  const lookUntilDone = async (): Promise<void> => {
    do {
      again = false;
      try {
        await look();
      } catch (error) {
        onFault('live_failed', error);
      }
    } while (again && !stopped);
    looking = null;
    clearTimeout(timer);
    if (!stopped && all > 0) timer = setTimeout(start, pollMs);
  };
  const start = (): void => {
    if (stopped || all === 0) return;
    again = true;
    looking ??= lookUntilDone();
  };
  const look = async (): Promise<void> => {
    if (films.size === 0) return;
    const revisions = await selectRevisions(database.sql, [...films.keys()]);
    for (const [filmId, revision] of revisions) {
      const behind = [...(films.get(filmId) ?? [])].filter((watcher) => watcher.revision < revision);
      if (behind.length > 0) await tell(filmId, revision, behind);
    }
  };
  const tell = async (filmId: number, revision: number, behind: readonly Watcher[]): Promise<void> => {
    for (const watcher of behind.filter((each) => revision - each.revision > mostChanges)) {
      watcher.revision = revision;
      watcher.send('reset', { revision }, revision);
    }
    const near = behind.filter((watcher) => watcher.revision < revision);
    if (near.length === 0) return;
    const { sql } = database;
    const from = Math.min(...near.map((watcher) => watcher.revision));
    const film = await selectFilm(sql, filmId);
    if (!film) return;
    const days = scoreDays(film, await selectDays(sql, filmId));
    // Read after the score, so that every change which is counted in it is among them. What came between the two is told
    // now and once more, with a score that counts it.
    const changed = await selectChanged(sql, filmId, from, 2 * mostChanges);
    const visitors = [...new Set(near.flatMap(({ eyes }) => eyes.visitorId ?? []))];
    const said = await selectSaid(
      sql,
      changed.map(({ id }) => id),
      visitors,
    );
    const saidBy = new Map(said.map((one) => [`${one.review_id} ${one.visitor_id}`, one.is_positive]));
    const isAll = changed.length < 2 * mostChanges;
    const newest = changed.at(-1)?.revision ?? 0;
    const last = isAll ? film.revision : Math.min(film.revision, newest);
    again ||= !isAll || newest > film.revision;
    for (const watcher of near) {
      for (const review of changed) {
        if (review.revision <= watcher.revision) continue;
        tellOne(watcher, review, saidBy.get(`${review.id} ${watcher.eyes.visitorId}`) ?? null);
        watcher.revision = review.revision;
      }
      watcher.revision = last;
      watcher.send('score', { score: scoreOf(film), days }, last);
    }
  };
  const tellOne = (watcher: Watcher, review: ReviewRow, says: boolean | null): void => {
    // The id is where a reconnecting browser goes on: before this one, so that what comes last, the score, is told too.
    if (isVisible(review, watcher.eyes)) {
      watcher.send('review', presentReview(review, watcher.eyes, says), watcher.revision);
    } else watcher.send('removed', { id: review.id, revision: review.revision }, watcher.revision);
  };
  const beats = setInterval(() => {
    for (const watchers of films.values()) for (const watcher of watchers) watcher.beat();
  }, beatMs);
  beats.unref();

  return {
    count: () => all,
    add: (watcher) => {
      const ofAddress = addresses.get(watcher.address) ?? 0;
      if (stopped || all >= mostWatchers || ofAddress >= mostOfAddress) return false;
      const watchers = films.get(watcher.filmId) ?? new Set();
      films.set(watcher.filmId, watchers.add(watcher));
      addresses.set(watcher.address, ofAddress + 1);
      all += 1;
      start();
      return true;
    },
    remove: (watcher) => {
      const watchers = films.get(watcher.filmId);
      if (!watchers?.delete(watcher)) return;
      if (watchers.size === 0) films.delete(watcher.filmId);
      const ofAddress = (addresses.get(watcher.address) ?? 1) - 1;
      if (ofAddress === 0) addresses.delete(watcher.address);
      else addresses.set(watcher.address, ofAddress);
      all -= 1;
    },
    nudge: (filmId) => {
      if (films.has(filmId)) start();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      clearInterval(beats);
      for (const watchers of [...films.values()]) for (const watcher of [...watchers]) watcher.end();
      await looking;
    },
  };
}
