import { ServerError } from '../errors.ts';

/** What MLflow refuses as an invalid value, in its words. */
export function refuse(message: string): never {
  throw new ServerError('REQUEST_INVALID', message);
}
