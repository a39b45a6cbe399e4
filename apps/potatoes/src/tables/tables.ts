import type { Database } from '@verdict/db';
import type { Generated, JSONColumnType, Kysely, Transaction } from 'kysely';

export const reviewStates = ['waiting', 'shown', 'held', 'removed', 'deleted'] as const;
/** removed: by a moderator; deleted: by its author, so nothing of it is left but its number. */
export type StoredState = (typeof reviewStates)[number];

/** Whoever says that the machine got it wrong. */
export type Corrector = 'visitor' | 'author' | 'moderator';

export interface FilmTable {
  readonly id: Generated<number>;
  readonly name: string;
  readonly year: number;
  readonly genres: JSONColumnType<readonly string[]>;
  readonly description: string;
}

export interface FilmScoreTable {
  readonly film_id: number;
  readonly total: Generated<number>;
  readonly positive: Generated<number>;
  readonly revision: Generated<number>;
}

export interface FilmDayTable {
  readonly film_id: number;
  /** Since 1970, UTC. */
  readonly day: number;
  readonly total: number;
  readonly positive: number;
}

export interface ReviewTable {
  readonly id: Generated<number>;
  readonly film_id: number;
  readonly author: string;
  /** The visitor who wrote it; null: the site opened with it. */
  readonly owner_id: string | null;
  readonly text: string;
  /** Of the text as it is compared; null where nothing is left of it. */
  readonly text_sha256: string | null;
  readonly edition: Generated<number>;
  readonly state: StoredState;
  /** What the machine says. */
  readonly is_positive: boolean | null;
  readonly confidence: number | null;
  readonly unsure: Generated<boolean>;
  readonly model: string | null;
  readonly prediction_id: string | null;
  /** Probability that it is spam. */
  readonly spam_confidence: number | null;
  readonly spam_prediction_id: string | null;
  readonly corrected_to: boolean | null;
  readonly corrected_by: Corrector | null;
  /** What it adds to the score; null: nothing. */
  readonly counts_as: boolean | null;
  readonly revision: Generated<number>;
  readonly written_ms: number;
  readonly edited_ms: number | null;
  /** How often Verdict was asked in vain. */
  readonly attempts: Generated<number>;
  /** When Verdict is asked next. */
  readonly due_ms: number | null;
}

export interface CorrectionTable {
  readonly review_id: number;
  readonly visitor_id: string;
  readonly said_by: Corrector;
  readonly is_positive: boolean;
  readonly at_ms: number;
}

/** What Verdict is still to be told. */
export interface ErrandTable {
  readonly prediction_id: string;
  readonly kind: 'erase' | 'feedback';
  readonly label: string | null;
  readonly comment: string | null;
  readonly attempts: Generated<number>;
  readonly due_ms: number;
}

export interface SettingTable {
  readonly name: string;
  readonly value: string;
}

export interface Tables {
  readonly film: FilmTable;
  readonly film_score: FilmScoreTable;
  readonly film_day: FilmDayTable;
  readonly review: ReviewTable;
  readonly correction: CorrectionTable;
  readonly errand: ErrandTable;
  readonly setting: SettingTable;
}

export type PotatoesDatabase = Database<Tables>;
export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;
