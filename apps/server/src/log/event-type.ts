/** What kind of thing a line is about; the words are those that dashboards of the older systems select by. */
export type EventType =
  | 'LIFECYCLE'
  | 'MODEL_LOAD'
  | 'TRAFFIC'
  | 'PREDICTION'
  | 'PREDICTION_ERROR'
  | 'DB_WRITE';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where a route’s method and permission do not tell. */
    eventType?: EventType;
  }
}

export interface RequestKind {
  readonly method: string;
  /** Of the route; undefined where there is none. */
  readonly permission: string | undefined;
  readonly eventType: EventType | undefined;
  readonly status: number;
  /** The line has a model’s answer. */
  readonly answered: boolean;
}

const reads: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const changes: ReadonlySet<string> = new Set(['write', 'promote', 'admin', 'serve']);

export function eventTypeOf({ method, permission, eventType, status, answered }: RequestKind): EventType {
  if (eventType !== undefined) return status < 400 ? eventType : 'TRAFFIC';
  if (answered) return status < 400 ? 'PREDICTION' : 'PREDICTION_ERROR';
  if (reads.has(method) || permission === undefined) return 'TRAFFIC';
  if (permission === 'predict') return status < 400 ? 'TRAFFIC' : 'PREDICTION_ERROR';
  return status < 400 && changes.has(permission) ? 'DB_WRITE' : 'TRAFFIC';
}
