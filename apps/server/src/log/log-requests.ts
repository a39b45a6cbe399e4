import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../routes/route-input.ts';

/** A header of the caller's in a line: enough to know a client by, and bounded. */
const longestAgent = 200;

/**
 * One line a request, with what it was, who asked, how it went and how long it took. The address appears as its
 * pattern (`/api/v1/runs/:id`): names, queries and texts are the caller's and stay out of the log.
 */
export function logRequests(app: App): void {
  const codes = new WeakMap<FastifyRequest, string>();
  app.addHook('onError', (request, _reply, error, done) => {
    codes.set(request, (error as { code?: string }).code ?? error.name);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const level = levelOf(reply.statusCode);
    if (isEnabled(request.log, level)) {
      request.log[level](lineOf(request, reply, codes.get(request) ?? null), 'request');
    }
    done();
  });
}

/** The fields cost more than the question whether anybody wants them. */
function isEnabled(log: FastifyBaseLogger, level: string): boolean {
  const { isLevelEnabled } = log as { isLevelEnabled?: (level: string) => boolean };
  return isLevelEnabled?.call(log, level) ?? true;
}

/** A caller's fault is news to the caller; ours is news to whoever runs the server. */
function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status === 503 || status === 429) return 'warn';
  return status >= 500 ? 'error' : 'info';
}

function lineOf(request: FastifyRequest, reply: FastifyReply, errorCode: string | null) {
  const { method, headers, ip, routeOptions, caller } = request;
  const agent = headers['user-agent'];
  return {
    method,
    route: routeOptions.url ?? null,
    status: reply.statusCode,
    duration_ms: Math.round(reply.elapsedTime * 1000) / 1000,
    bytes_in: bytesOf(headers['content-length']),
    bytes_out: bytesOf(reply.getHeader('content-length')),
    actor: caller?.actor ?? null,
    role: caller?.role ?? null,
    client_ip: ip,
    user_agent: agent === undefined ? null : agent.slice(0, longestAgent),
    trace_id: traceOf(headers.traceparent),
    model: reply.getHeader('x-model-name') ?? null,
    model_version: reply.getHeader('x-model-version') ?? null,
    error_code: errorCode,
  };
}

/** Null where nobody said it beforehand: bodies that are streamed. */
function bytesOf(header: unknown): number | null {
  const bytes = Number(header);
  return header !== undefined && Number.isSafeInteger(bytes) ? bytes : null;
}

/** W3C trace context: version, trace, parent, flags. */
function traceOf(header: unknown): string | null {
  if (typeof header !== 'string') return null;
  return /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(header)?.[1] ?? null;
}
