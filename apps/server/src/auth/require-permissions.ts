import type { Permission } from '@verdict/ledger';
import type { FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';
import type { Caller } from './caller.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller needs; any: to be somebody; public: nobody is asked who they are. */
    permission?: Permission | 'any' | 'public';
  }
}

export interface RequireOptions {
  /** Addresses below which a plugin of others adds routes that cannot say it themselves. */
  readonly publicUnder?: readonly string[];
}

/** Before all routes: one that does not say who may ask it is a mistake that is found at start, not by a stranger. */
export function requirePermissions(app: App, { publicUnder = [] }: RequireOptions = {}): void {
  app.addHook('onRoute', (route) => {
    const config = route.config ?? {};
    const { permission } = config;
    if (permission !== undefined) return;
    if (!publicUnder.some((prefix) => route.url === prefix || route.url.startsWith(`${prefix}/`))) {
      throw new ServerError(
        'ROUTE_UNGUARDED',
        `The route ${String(route.method)} ${route.url} says no permission; give it one in its config.`,
      );
    }
    route.config = { ...config, permission: 'public' };
  });

  app.addHook('onRequest', (request, _reply, done) => {
    const { permission } = request.routeOptions.config;
    if (permission === undefined || permission === 'any' || permission === 'public') return done();
    try {
      assertPermission(request, permission);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/** For what depends on more than the route. */
export function assertPermission({ caller }: Pick<FastifyRequest, 'caller'>, permission: Permission): void {
  if (caller?.permissions.includes(permission)) return;
  throw permissionDenied(caller, permission);
}

export function permissionDenied(caller: Caller | null, permission: string): ServerError {
  const who = caller === null ? 'nobody is signed in' : `${caller.actor} is ${caller.role}`;
  const key = caller?.via === 'key' ? ` with the scopes ${caller.permissions.join(', ') || '(none)'}` : '';
  return new ServerError(
    'PERMISSION_DENIED',
    `This needs the permission ${permission}, and ${who}${key}; ask an administrator for it.`,
  );
}
