import type { LogLines } from '@verdict/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { bytesOf, type EndedRequest, logRequest, type RouteLine } from './log/request-line.ts';
import type { RequestMeter, RouteMeter } from './metrics/request-meter.ts';
import type { App } from './routes/route-input.ts';

interface WatchedRoute extends RouteLine {
  readonly meter: RouteMeter;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `watchRequests`. */
    watched?: WatchedRoute;
  }
}

export interface WatchInput {
  readonly meter: RequestMeter;
  /** Null: nobody wants a line a request. */
  readonly lines: LogLines | null;
}

/** As nginx has it: the caller left before the reply was through. */
const clientLeft = 499;
/** In the place of a pattern; no pattern begins so. */
const noRoute = '(none)';

export interface RequestWatch {
  /** For what is refused before it comes to any hook: an address that cannot be read. */
  readonly unrouted: (request: FastifyRequest, reply: FastifyReply) => void;
  /** For what is answered without the framework, in the name of one of its routes. */
  readonly answeredBeside: (pattern: string, ended: Omit<EndedRequest, 'route' | 'errorCode'>) => void;
}

/** Before all other hooks: what they refuse is counted and written too, and takes time. */
export function watchRequests(app: App, { meter, lines }: WatchInput): RequestWatch {
  const codes = new WeakMap<FastifyRequest, string>();
  const routes = new Map<string, WatchedRoute>();
  const nowhere: WatchedRoute = {
    meter: meter.route(noRoute),
    routeJson: 'null',
    permission: undefined,
    eventType: undefined,
  };

  const watch = (request: FastifyRequest, reply: FastifyReply, isRouted: boolean): void => {
    const startedAt = performance.now();
    const { raw } = reply;
    meter.begun();
    // `close` comes for every reply, `finish` only where somebody waited for it.
    raw.on('close', () => {
      const durationMs = performance.now() - startedAt;
      const status = raw.writableEnded ? raw.statusCode : clientLeft;
      const route = (isRouted && request.routeOptions.config?.watched) || nowhere;
      meter.over();
      route.meter.ended(request.method, status, durationMs);
      if (lines) {
        const { id: requestId, method, headers, ip, caller = null, answers = null } = request;
        const bytesOut = bytesOf(reply.getHeader('content-length'));
        const errorCode = codes.get(request) ?? null;
        const who = { requestId, method, headers, ip, caller, answers };
        logRequest(lines, { ...who, bytesOut, route, status, durationMs, errorCode });
      }
    });
  };

  app.addHook('onRoute', (route) => {
    const { config = {}, method, url } = route;
    const watched = {
      meter: meter.route(url),
      routeJson: JSON.stringify(url),
      permission: config.permission,
      eventType: config.eventType,
    };
    if (method !== 'HEAD') routes.set(url, watched);
    route.config = { ...config, watched };
  });
  app.addHook('onRequest', (request, reply, done) => {
    watch(request, reply, true);
    done();
  });
  app.addHook('onError', (request, _reply, error, done) => {
    codes.set(request, (error as { code?: string }).code ?? error.name);
    done();
  });
  return {
    unrouted: (request, reply) => watch(request, reply, false),
    answeredBeside: (pattern, ended) => {
      const route = routes.get(pattern) ?? nowhere;
      meter.begun();
      meter.over();
      route.meter.ended(ended.method, ended.status, ended.durationMs);
      if (lines) logRequest(lines, { ...ended, route, errorCode: null });
    },
  };
}
