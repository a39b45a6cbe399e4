import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../pages/page-data.ts';
import type { Eyes } from '../reviews/present-review.ts';
import { cookieLine, readCookies } from './cookies.ts';
import type { Moderators } from './moderators.ts';
import { createSigner } from './sign-value.ts';

export interface Visitor {
  /** Null: one who never wrote anything, and has no cookie. */
  readonly id: string | null;
  readonly name: string | null;
  readonly isModerator: boolean;
}

/** One who can be known again. */
export interface KnownVisitor extends Visitor {
  readonly id: string;
}

export interface Visitors {
  readonly of: (request: FastifyRequest) => Visitor;
  /** The same, who is given an id, and a cookie with the reply, where there was none or the name is another. */
  readonly known: (request: FastifyRequest, reply: FastifyReply, name?: string | null) => KnownVisitor;
}

export interface VisitorsInput {
  readonly cookieSecret: string;
  readonly moderators: Moderators;
  readonly secure: boolean;
}

const cookieName = 'potatoes-visitor';
/** As long as browsers keep one at most. */
const maxAgeSeconds = 400 * 86_400;

export function createVisitors({ cookieSecret, moderators, secure }: VisitorsInput): Visitors {
  const signer = createSigner(cookieSecret, 'visitor');
  const visitorOf = (request: FastifyRequest): Visitor => {
    const cookies = readCookies(request.headers.cookie);
    const { id, name } = readVisitor(signer.read(cookies.get(cookieName)));
    return { id, name, isModerator: moderators.isOne(cookies) };
  };
  return {
    of: visitorOf,
    known: (request, reply, chosen) => {
      const visitor = visitorOf(request);
      const name = chosen === undefined ? visitor.name : chosen;
      if (visitor.id !== null && name === visitor.name) return { ...visitor, id: visitor.id };
      // Nobody guesses 128 random bits.
      const id = visitor.id ?? randomBytes(16).toString('base64url');
      reply.header(
        'set-cookie',
        cookieLine(cookieName, signer.sign({ id, name }), { maxAgeSeconds, secure }),
      );
      return { ...visitor, id, name };
    },
  };
}

export function viewerOf({ name, isModerator }: Visitor): Viewer {
  return { name, isModerator };
}

/** Whose page it is, for what is seen and what is not. */
export function eyesOf({ id, isModerator }: Visitor): Eyes {
  return { visitorId: id, isModerator };
}

function readVisitor(value: unknown): Pick<Visitor, 'id' | 'name'> {
  const { id, name } = (value ?? {}) as { readonly id?: unknown; readonly name?: unknown };
  return { id: typeof id === 'string' ? id : null, name: typeof name === 'string' ? name : null };
}
