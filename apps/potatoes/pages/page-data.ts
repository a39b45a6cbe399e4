/** What the server gives a page to be made of; the pages know nothing else, and the server nothing of their looks. */
export type Language = 'en' | 'de';

export interface Viewer {
  /** Chosen by the visitor, kept in a signed cookie; null: none yet. */
  readonly name: string | null;
  readonly isModerator: boolean;
}

/** hot from 75 %, fresh from 60 %; few: too few reviews to call it. */
export type Standing = 'none' | 'few' | 'rotten' | 'fresh' | 'hot';

export interface Score {
  readonly total: number;
  readonly positive: number;
  /** positive / total; null without reviews. */
  readonly share: number | null;
  /** 95 % Wilson interval of the share. */
  readonly interval: readonly [number, number] | null;
  readonly standing: Standing;
}

export interface FilmCard {
  readonly id: number;
  readonly name: string;
  readonly year: number;
  readonly genres: readonly string[];
  readonly description: string;
  readonly score: Score;
}

export const filmOrders = ['name', 'score', 'reviews', 'newest'] as const;
export type FilmOrder = (typeof filmOrders)[number];

export interface FilmsQuery {
  readonly search: string;
  readonly order: FilmOrder;
  readonly genre: string | null;
  readonly standing: Standing | null;
  /** From 1. */
  readonly page: number;
}

/** waiting: Verdict has not answered yet; held: a moderator has to look at it first. */
export type ReviewState = 'shown' | 'waiting' | 'held';

export interface ReviewOnPage {
  readonly id: number;
  readonly filmId: number;
  readonly author: string;
  readonly text: string;
  readonly state: ReviewState;
  /** Null while waiting. */
  readonly isPositive: boolean | null;
  /** Of the label that is shown, 0 to 1. */
  readonly confidence: number | null;
  readonly isUnsure: boolean;
  /** `sentiment-en@3`. */
  readonly model: string | null;
  readonly writtenMs: number;
  readonly editedMs: number | null;
  /** The viewer wrote it: they may edit and delete it. */
  readonly isOwn: boolean;
  /** Somebody said that the machine got it wrong, and what it is instead. */
  readonly correctedTo: boolean | null;
}

export interface ScoreDay {
  /** Midnight UTC. */
  readonly dayMs: number;
  /** Up to and including this day. */
  readonly total: number;
  readonly positive: number;
}

interface Around {
  readonly language: Language;
  readonly viewer: Viewer;
}

export interface FilmsPage extends Around {
  readonly kind: 'films';
  readonly query: FilmsQuery;
  readonly films: readonly FilmCard[];
  readonly totalFilms: number;
  readonly pages: number;
  readonly genres: readonly string[];
}

export interface FilmPage extends Around {
  readonly kind: 'film';
  readonly film: FilmCard;
  readonly days: readonly ScoreDay[];
  readonly reviews: readonly ReviewOnPage[];
  /** For GET /films/:id/reviews?after=…; null: these are all. */
  readonly nextReviews: string | null;
}

export interface ModerationPage extends Around {
  readonly kind: 'moderation';
  /** False: the settings name no secret, so nobody can sign in. */
  readonly canSignIn: boolean;
  /** Empty unless the viewer is a moderator. */
  readonly held: readonly (ReviewOnPage & {
    readonly filmName: string;
    readonly spamConfidence: number | null;
  })[];
  readonly heldTotal: number;
}

export interface MissingPage extends Around {
  readonly kind: 'missing';
}

export type Page = FilmsPage | FilmPage | ModerationPage | MissingPage;
