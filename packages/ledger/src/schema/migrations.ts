import type { Migration } from '@verdict/db';
import { first } from './0001-first.ts';
import { serving } from './0002-serving.ts';
import { console } from './0003-console.ts';
import { labels } from './0004-labels.ts';
import { mlflow } from './0005-mlflow.ts';

/** In order; a new one goes to the end. */
export const migrations: readonly Migration[] = [first, serving, console, labels, mlflow];
