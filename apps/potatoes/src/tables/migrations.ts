import type { Migration } from '@verdict/db';
import { first } from './0001-first.ts';

/** Released ones are never edited. */
export const migrations: readonly Migration[] = [first];
