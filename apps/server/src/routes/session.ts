import { NoReply, Session, SignIn } from '@verdict/api';
import type { FastifyRequest } from 'fastify';
import type { Auth } from '../auth/index.ts';
import { cameSecurely, noSessionCookies, readSessionCookie, sessionCookie } from '../auth/session-cookie.ts';
import { SignInError } from '../auth/sign-in-error.ts';
import { bodyErrors, recordErrors, refusals } from '../schemas.ts';
import type { App } from './route-input.ts';

const tags = ['accounts'];

export interface SessionInput {
  readonly app: App;
  readonly auth: Pick<Auth, 'signIn' | 'signOut'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** For browsers. Both ask nobody who they are: one is how to say it, the other must work when nobody knows any more. */
export function sessionRoutes({ app, auth, clock }: SessionInput): void {
  app.post(
    '/api/v1/session',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'session.signIn',
        summary: 'Sign in with a browser; the session is a cookie of the reply',
        tags,
        body: SignIn,
        response: {
          200: Session,
          ...refusals(...bodyErrors, ...recordErrors, 'CREDENTIALS_REFUSED', 'TOO_MANY_ATTEMPTS'),
        },
      },
    },
    async (request, reply) => {
      const { name, password } = request.body;
      try {
        const opened = await auth.signIn({
          name,
          password,
          ip: request.ip,
          browser: request.headers['user-agent'] ?? '',
          requestId: request.id,
        });
        const seconds = (opened.endsMs - clock()) / 1000;
        reply.header('set-cookie', sessionCookie(opened.token, seconds, isSecure(request)));
        return { account: opened.account, role: opened.role, expires_ms: opened.endsMs };
      } catch (error) {
        // No challenge: the form is open already.
        const waits = error instanceof SignInError ? error.headers['retry-after'] : undefined;
        if (waits !== undefined) reply.header('retry-after', waits);
        throw error;
      }
    },
  );

  app.delete(
    '/api/v1/session',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'session.signOut',
        summary: 'Sign out; without a session nothing happens',
        tags,
        response: { 200: NoReply, ...refusals(...recordErrors) },
      },
    },
    async (request, reply) => {
      const session = readSessionCookie(request.headers.cookie);
      if (session !== null) await auth.signOut(session, request.id);
      reply.header('set-cookie', noSessionCookies(isSecure(request)));
      return {};
    },
  );
}

function isSecure({ protocol, headers }: FastifyRequest): boolean {
  return cameSecurely(protocol, headers.origin);
}
