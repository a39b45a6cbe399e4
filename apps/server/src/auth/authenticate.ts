import type { Actor } from '@verdict/ledger';
import type { FastifyReply } from 'fastify';
import { ServerError } from '../errors.ts';
import type { App } from '../routes/route-input.ts';
import type { Caller } from './caller.ts';
import type { Auth } from './create-auth.ts';
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
      const caller = auth.identify(request.headers.authorization, request.ip);
      if (!(caller instanceof Promise)) {
        request.caller = caller;
        return done();
      }
      caller.then(
        (known) => {
          request.caller = known;
          done();
        },
        (error: Error) => done(withHeaders(error, reply)),
      );
    } catch (error) {
      done(withHeaders(error as Error, reply));
    }
  });
}

function withHeaders(error: Error, reply: FastifyReply): Error {
  if (error instanceof SignInError) reply.headers(error.headers);
  return error;
}
