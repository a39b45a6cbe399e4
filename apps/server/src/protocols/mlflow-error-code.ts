import type { Refused } from '../problem.ts';

/** A code of MLflow's and the status that its clients expect with it. */
export interface MlflowRefusal {
  readonly code: string;
  readonly status: number;
}

/** Where MLflow says another thing than the status alone would. Its clients ask again after 408, 429, 500, 502, 503 and 504. */
const byCode: Readonly<Record<string, MlflowRefusal>> = {
  ROUTE_NOT_FOUND: { code: 'ENDPOINT_NOT_FOUND', status: 404 },
  METHOD_NOT_ALLOWED: { code: 'ENDPOINT_NOT_FOUND', status: 405 },
  EXPERIMENT_EXISTS: { code: 'RESOURCE_ALREADY_EXISTS', status: 400 },
  RUN_EXISTS: { code: 'RESOURCE_ALREADY_EXISTS', status: 400 },
  MODEL_EXISTS: { code: 'RESOURCE_ALREADY_EXISTS', status: 400 },
  // The record stands against it, and not the request.
  CHAMPION_GUARDED: { code: 'RESOURCE_CONFLICT', status: 409 },
  CANNOT_SERVE: { code: 'RESOURCE_CONFLICT', status: 409 },
  JUDGE_NEEDS_ROWS: { code: 'RESOURCE_CONFLICT', status: 409 },
  NOT_JUDGEABLE: { code: 'RESOURCE_CONFLICT', status: 409 },
  PARAM_CHANGED: { code: 'INVALID_PARAMETER_VALUE', status: 400 },
  DELETED: { code: 'INVALID_PARAMETER_VALUE', status: 400 },
};

const byStatus: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'RESOURCE_DOES_NOT_EXIST',
  409: 'RESOURCE_CONFLICT',
  413: 'INVALID_PARAMETER_VALUE',
  429: 'REQUEST_LIMIT_EXCEEDED',
  501: 'NOT_IMPLEMENTED',
  503: 'TEMPORARILY_UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
  507: 'RESOURCE_EXHAUSTED',
};

/** MLflow's name for a refusal; where it has none, whose fault it was. */
export function mlflowRefusalOf({ code, status }: Pick<Refused, 'code' | 'status'>): MlflowRefusal {
  const known = Object.hasOwn(byCode, code) ? byCode[code] : null;
  if (known) return known;
  // Its clients know 400 for a request that breaks a rule, and not 422.
  if (status === 422) return { code: 'INVALID_PARAMETER_VALUE', status: 400 };
  return { code: byStatus[status] ?? (status >= 500 ? 'INTERNAL_ERROR' : 'BAD_REQUEST'), status };
}
