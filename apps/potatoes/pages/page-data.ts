/**
 * What the server gives a page to be made of; the pages know nothing else, and the server nothing of their looks. How
 * the films page writes its query into its address is in films/films-url.ts.
 */
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
  /** Empty: the author chose no name. */
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
  /** The author or a moderator said so: then the score counts what they say; else it counts what the machine says. */
  readonly correctionCounts: boolean;
  /** What the viewer said of it; null: nothing. */
  readonly viewerSays: boolean | null;
  /** Of the text, from 1; an edit names the one that it is based on. */
  readonly edition: number;
  /** The film's, which it was last changed in: of two tellings of a review the greater is the newer. */
  readonly revision: number;
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
  /** For GET /api/films/:id/reviews?after=…; null: these are all. */
  readonly nextReviews: string | null;
  /** Of the film's reviews: for GET /api/films/:id/live?revision=…, which tells what changed since. */
  readonly revision: number;
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

/** The server could not make the page that was asked for. */
export interface FailedPage extends Around {
  readonly kind: 'failed';
}

export type Page = FilmsPage | FilmPage | ModerationPage | MissingPage | FailedPage;

/** A review on the moderation page. */
export type HeldReview = ModerationPage['held'][number];

/** What the server answers to a page's own questions, under /api/. */
export type FilmsReply = Pick<FilmsPage, 'query' | 'films' | 'totalFilms' | 'pages' | 'genres'>;
export type ReviewsReply = Pick<FilmPage, 'reviews' | 'nextReviews'>;
export type ModerationReply = Pick<ModerationPage, 'viewer' | 'held' | 'heldTotal'>;

/** After a review was written, edited, deleted (`review` null), corrected or moderated. */
export interface ReviewReply {
  readonly review: ReviewOnPage | null;
  /** Of the film after it: a live event with a greater id is newer than this score. */
  readonly revision: number;
  readonly score: Score;
  readonly days: readonly ScoreDay[];
  readonly viewer: Viewer;
}

/** For MarkedText; in UTF-16 units of the text. */
export interface WeighedSpan {
  readonly start: number;
  readonly end: number;
  /** Above zero: speaks for what the machine said. */
  readonly contribution: number;
}

export interface MachineVerdict {
  readonly isPositive: boolean;
  readonly confidence: number;
  readonly isUnsure: boolean;
  /** `sentiment-en@3`. */
  readonly model: string;
  readonly spans: readonly WeighedSpan[];
  readonly strongest: readonly {
    readonly text: string;
    readonly occurrences: number;
    readonly contribution: number;
  }[];
}

/** POST /api/preview {text}: what the machine would say; nothing is kept. */
export interface PreviewReply {
  readonly words: number;
  /** Null: too short to say. */
  readonly verdict: MachineVerdict | null;
}

/** GET /api/reviews/:id/explanation */
export interface ExplanationReply {
  readonly text: string;
  readonly verdict: MachineVerdict;
}

/** POST /api/name {name}, sign-in and sign-out of moderators. */
export interface ViewerReply {
  readonly viewer: Viewer;
}

/** The body of every refusal; REVIEW_CHANGED brings the review as it stands now. */
export interface Problem {
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly can_retry: boolean;
  readonly request_id: string;
  readonly review?: ReviewOnPage;
}

/**
 * What GET /api/films/:id/live sends, the event's name with its data. The event's id is a revision, so a browser that
 * reconnects goes on where it was.
 */
export interface LiveEvents {
  /** New, or changed: it takes the place of the one with its id. */
  readonly review: ReviewOnPage;
  /** Out of this viewer's sight, in that revision of the film; it may come back in a later one. */
  readonly removed: { readonly id: number; readonly revision: number };
  readonly score: { readonly score: Score; readonly days: readonly ScoreDay[] };
  /** Too much has changed to tell: read the page again. */
  readonly reset: { readonly revision: number };
}
