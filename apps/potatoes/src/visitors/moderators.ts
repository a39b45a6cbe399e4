import { createHash, timingSafeEqual } from 'node:crypto';
import { createRateCounter } from '@verdict/http';
import { PotatoesError } from '../errors.ts';
import { cookieLine } from './cookies.ts';
import { createSigner } from './sign-value.ts';

export interface Moderators {
  /** Whether there is a secret to sign in with. */
  readonly canSignIn: boolean;
  readonly isOne: (cookies: ReadonlyMap<string, string>) => boolean;
  /** The cookie of a session, or a refusal. */
  readonly signIn: (secret: string, address: string) => string;
  /** The cookie that ends one. */
  readonly signOut: () => string;
}

export interface ModeratorsInput {
  readonly secret: string | null;
  readonly cookieSecret: string;
  readonly secure: boolean;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

const cookieName = 'potatoes-moderator';
/** A working day: whoever leaves a browser open is signed out by the next. */
const sessionMs = 8 * 3_600_000;
/** Somebody mistypes a few times; 12 characters are not guessed at ten a minute. */
const attemptsPerMinute = 10;

export function createModerators({ secret, cookieSecret, secure, clock }: ModeratorsInput): Moderators {
  // With another secret the sessions of the former one are none.
  const signer = createSigner(`${cookieSecret}\n${secret}`, 'moderator');
  const attempts = createRateCounter({ limit: attemptsPerMinute, now: () => performance.now() });
  return {
    canSignIn: secret !== null,
    isOne: (cookies) => {
      if (secret === null) return false;
      const session = signer.read(cookies.get(cookieName)) as { readonly endsMs?: unknown } | null;
      return typeof session?.endsMs === 'number' && clock() < session.endsMs;
    },
    signIn: (given, address) => {
      if (secret === null) {
        throw new PotatoesError(
          'MODERATION_OFF',
          'The settings name no secret for moderators; whoever runs the site sets POTATOES_MODERATOR_SECRET.',
        );
      }
      const { remaining, resetMs } = attempts.count(address);
      if (remaining < 0) {
        throw new PotatoesError(
          'RATE_LIMITED',
          `There were ${attemptsPerMinute} attempts to sign in within a minute; wait until it is over.`,
          { retryAfterMs: resetMs },
        );
      }
      if (!isSame(given, secret)) {
        throw new PotatoesError('SECRET_WRONG', 'That is not the moderators’ secret; look at it again.');
      }
      const value = signer.sign({ endsMs: clock() + sessionMs });
      return cookieLine(cookieName, value, { maxAgeSeconds: sessionMs / 1000, secure });
    },
    signOut: () => cookieLine(cookieName, '', { maxAgeSeconds: 0, secure }),
  };
}

/** Hashed first, so that neither content nor length shows in the time that it takes. */
function isSame(given: string, right: string): boolean {
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(right));
}
