import { ServeError } from '../errors.ts';

export function overloaded(waitMs: number): ServeError {
  return new ServeError(
    'OVERLOADED',
    `The model has more to answer than it can in time (about ${Math.ceil(waitMs)} ms of it wait already); ask again in a moment.`,
  );
}

export function closed(): ServeError {
  return new ServeError('NOT_READY', 'The model version has just left memory; ask again.');
}
