import { InferError, MlflowError } from '@verdict/api';
import type { TSchema } from 'typebox';
import { problemOf, problemType, type Refused } from '../problem.ts';
import { mlflowErrorCode } from './mlflow-error-code.ts';

/** How a protocol says no. Which one it is follows from the address alone, so that whatever refuses can tell. */
export interface RefusalShape {
  readonly contentType: string;
  /** As OpenAPI names it. */
  readonly schema: TSchema | { readonly $ref: string };
  /** A status that the protocol's clients understand in place of ours. */
  readonly statusOf: (status: number) => number;
  readonly bodyOf: (refused: Refused, requestId: string) => object;
}

const ours: RefusalShape = {
  contentType: problemType,
  schema: { $ref: 'Problem#' },
  statusOf: (status) => status,
  bodyOf: problemOf,
};

/** Their clients know 400 for a request that breaks a rule, and not 422. */
const badRequest = (status: number): number => (status === 422 ? 400 : status);

const openInference: RefusalShape = {
  // KServe's client reads the message only where the type is this and nothing more.
  contentType: 'application/json',
  schema: InferError,
  statusOf: badRequest,
  bodyOf: ({ detail }) => ({ error: detail }),
};

const mlflow: RefusalShape = {
  contentType: 'application/json',
  schema: MlflowError,
  statusOf: badRequest,
  bodyOf: ({ status, detail }) => ({ error_code: mlflowErrorCode(badRequest(status)), message: detail }),
};

export const refusalShapes = { ours, openInference, mlflow } as const;

const mlflowAddresses = new Set(['/invocations', '/ping', '/health', '/version']);

/** `url` as it was asked for, with or without its query. */
export function refusalShapeOf(url: string): RefusalShape {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  if (path === '/v2' || path.startsWith('/v2/')) return openInference;
  return mlflowAddresses.has(path) ? mlflow : ours;
}
