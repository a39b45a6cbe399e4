import { InferError, MlflowError } from '@verdict/api';
import type { TSchema } from 'typebox';
import { problemOf, problemType, type Refused } from '../problem.ts';
import { mlflowRefusalOf } from './mlflow-error-code.ts';

/** How a protocol says no. Which one it is follows from the address alone, so that whatever refuses can tell. */
export interface RefusalShape {
  readonly contentType: string;
  /** As OpenAPI names it. */
  readonly schema: TSchema | { readonly $ref: string };
  /** A status that the protocol's clients understand in place of ours. */
  readonly statusOf: (refused: Pick<Refused, 'code' | 'status'>) => number;
  readonly bodyOf: (refused: Refused, requestId: string) => object;
}

const ours: RefusalShape = {
  contentType: problemType,
  schema: { $ref: 'Problem#' },
  statusOf: ({ status }) => status,
  bodyOf: problemOf,
};

/** Its clients know 400 for a request that breaks a rule, and not 422. */
const badRequest = ({ status }: Pick<Refused, 'status'>): number => (status === 422 ? 400 : status);

const openInference: RefusalShape = {
  // KServe's client reads the message only where the type is this and nothing more.
  contentType: 'application/json',
  schema: InferError,
  statusOf: badRequest,
  bodyOf: ({ detail }) => ({ error: detail }),
};

/**
 * Its messages repeat ids and values as they were sent, and a body may hold 16 MB of one. A page of text is enough to
 * see what was wrong.
 */
const longestMessage = 10_000;
const cut = (message: string): string =>
  message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;

const mlflow: RefusalShape = {
  contentType: 'application/json',
  schema: MlflowError,
  statusOf: (refused) => mlflowRefusalOf(refused).status,
  bodyOf: (refused) => ({ error_code: mlflowRefusalOf(refused).code, message: cut(refused.detail) }),
};

/** Its scoring server has one name for whatever is wrong with a request. */
const wrongRequests: readonly number[] = [400, 405, 413, 415, 422];
const mlflowScoring: RefusalShape = {
  ...mlflow,
  statusOf: badRequest,
  bodyOf: (refused) => ({
    error_code: wrongRequests.includes(refused.status) ? 'BAD_REQUEST' : mlflowRefusalOf(refused).code,
    message: cut(refused.detail),
  }),
};

export const refusalShapes = { ours, openInference, mlflow, mlflowScoring } as const;

const scoringAddresses = new Set(['/invocations', '/ping', '/health', '/version']);
/** The tracking server's, by which its clients and its pages ask. */
const trackingAddresses = new Set(['/get-artifact', '/model-versions/get-artifact', '/graphql']);
const trackingFolders = ['/api/2.0/', '/api/3.0/', '/ajax-api/'];

/** `url` as it was asked for, with or without its query. */
export function refusalShapeOf(url: string): RefusalShape {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  if (path === '/v2' || path.startsWith('/v2/')) return openInference;
  if (scoringAddresses.has(path)) return mlflowScoring;
  const isTracking = trackingAddresses.has(path) || trackingFolders.some((folder) => path.startsWith(folder));
  return isTracking ? mlflow : ours;
}
