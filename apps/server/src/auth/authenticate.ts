import type { Actor } from '@verdict/ledger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';
import type { Caller } from './caller.ts';
import type { Auth } from './create-auth.ts';
import { judgeOwnPage } from './own-page.ts';
import { readSessionCookie } from './session-cookie.ts';
import { SignInError } from './sign-in-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on public routes, where nobody is asked. */
    caller: Caller | null;
    /** The caller as the record has it. */
    readonly actor: Actor;
  }
}

/** Every request to a route that is not public has a caller, or is refused before its body is read. */
export function authenticate(app: App, auth: Auth): void {
  app.decorateRequest('caller', null);
  app.decorateRequest('actor', {
    getter() {
      if (!this.caller) throw new ServerError('INTERNAL', 'A public route asked who its caller is.');
      return { name: this.caller.actor, requestId: this.id };
    },
  });

  app.addHook('onRequest', (request, reply, done) => {
    const { permission } = request.routeOptions.config;
    // No permission: there is nothing at the address.
    if (permission === undefined || permission === 'public') return done();
    try {
      const session = readSessionCookie(request.headers.cookie);
      const caller = auth.identify(request.headers.authorization, request.ip, session);
      if (!(caller instanceof Promise)) {
        admit(request, caller);
        return done();
      }
      caller
        .then((known) => admit(request, known))
        .then(
          () => done(),
          (error: Error) => done(withHeaders(error, request, reply)),
        );
    } catch (error) {
      done(withHeaders(error as Error, request, reply));
    }
  });
}

function admit(request: FastifyRequest, caller: Caller): void {
  if (caller.via === 'session') assertOwnPage(request);
  request.caller = caller;
}

function assertOwnPage({ method, headers }: FastifyRequest): void {
  const verdict = judgeOwnPage({
    method,
    origin: headers.origin,
    fetchSite: one(headers['sec-fetch-site']),
    contentType: headers['content-type'],
  });
  if (verdict === 'origin') {
    throw new ServerError(
      'ORIGIN_REFUSED',
      'A session changes things only from this server’s own pages; a program sends a key as “Authorization: Bearer …”.',
    );
  }
  if (verdict === 'type') {
    throw new ServerError('MEDIA_TYPE_UNSUPPORTED', 'With a session, send application/json.');
  }
}

function withHeaders(error: Error, { headers }: FastifyRequest, reply: FastifyReply): Error {
  if (!(error instanceof SignInError)) return error;
  reply.headers(error.headers);
  const byScript = headers['x-requested-with'] !== undefined || isFetch(one(headers['sec-fetch-mode']));
  if (byScript && error.headers['www-authenticate'] !== undefined) {
    reply.header('www-authenticate', sessionChallenge);
  }
  return error;
}

/** To Basic the browser would answer with a window of its own, over the page that says how to sign in. */
const sessionChallenge = 'Session realm="verdict"';

function isFetch(mode: string | undefined): boolean {
  return mode !== undefined && mode !== 'navigate';
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
