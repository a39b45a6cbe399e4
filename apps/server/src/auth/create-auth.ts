import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { addressOf, isLoopback } from '@verdict/http';
import {
  checkApiKey,
  checkPassword,
  checkSession,
  endSession,
  type Ledger,
  type OpenedSession,
  openSession,
  type Principal,
  permissionsOf,
} from '@verdict/ledger';
import type { ServerConfig } from '../config.ts';
import { createAttempts } from './attempts.ts';
import type { Caller } from './caller.ts';
import { createGate, type Gate } from './gate.ts';
import { type Credentials, readAuthorization } from './read-authorization.ts';
import { credentialsRefused, sessionEnded, signInNeeded, tooManyAttempts } from './sign-in-error.ts';
import { createVerified } from './verified.ts';

export interface Auth {
  /** Who asks. Rejects, or throws, with a SignInError. From memory where it can be: then it is no promise. */
  readonly identify: (
    authorization: string | undefined,
    ip: string,
    /** What the browser kept of a session. */
    session?: string | null,
  ) => Caller | Promise<Caller>;
  /** Opens a session. Rejects with a SignInError; failures are counted as those of Basic. */
  readonly signIn: (request: SignInRequest) => Promise<OpenedSession>;
  readonly signOut: (session: string, requestId: string) => Promise<void>;
  /** Rejects with a SignInError where it is not this account's password. */
  readonly confirm: (password: PasswordShown) => Promise<void>;
  /** To be called when an account or a key has changed. */
  readonly forget: () => void;
  /** Headers by which this process asks itself, for a job that this actor has asked for. */
  readonly inProcess: (actor: string, as?: ProcessPart) => { readonly authorization: string };
}

export interface PasswordShown {
  readonly name: string;
  readonly password: string;
  readonly ip: string;
}

export interface SignInRequest extends PasswordShown {
  readonly browser: string;
  readonly requestId: string;
}

/** job: what a person has asked for. site: whose visitors nobody knows, so that it may predict and no more. */
export type ProcessPart = 'job' | 'site';

export interface AuthInput {
  readonly ledger: Ledger;
  readonly config: Pick<ServerConfig, 'host' | 'signIn'>;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * A check of a password takes 0.3 s of a core, 32 MiB and one of the four threads of Node's pool, of which one is to
 * be left for files. Who was let in before does not stand in line with strangers; 32 that wait are 5 s for the last.
 */
const strangers = { atOnce: 2, waiting: 32 } as const;
const familiar = { atOnce: 1, waiting: 64 } as const;

export function createAuth({ ledger, config, clock }: AuthInput): Auth {
  const open = isLoopback(config.host) && config.signIn === 'auto';
  const local = localCaller();
  const tokens: Readonly<Record<ProcessPart, string>> = {
    job: randomBytes(32).toString('base64url'),
    site: randomBytes(32).toString('base64url'),
  };
  const verified = createVerified(clock);
  const attempts = createAttempts(clock);
  const gates = { strangers: createGate(strangers), familiar: createGate(familiar) };
  /** Checks under way: a client that begins with twenty requests at once is checked once. */
  const checking = new Map<string, Promise<Caller>>();

  const check = async (credentials: Credentials, address: string, name: string): Promise<Caller> => {
    const isFamiliar = verified.isFamiliar(name);
    // 256 random bits are not guessed, and finding out costs no more than answering anybody: keys are not counted,
    // or one program with an old key would lock out all others behind its proxy.
    const counted = credentials.kind !== 'key' && !isFamiliar;
    const account = credentials.kind === 'password' ? credentials.name : '';
    const since = verified.age();
    if (counted) {
      const waitMs = attempts.waitMs(account, address);
      if (waitMs > 0) throw tooManyAttempts(waitMs);
      attempts.count(account, address);
    }
    let principal: Principal | null;
    try {
      principal = await principalOf(credentials, isFamiliar ? gates.familiar : gates.strangers);
    } catch (error) {
      // The record did not answer, or too many ask: that was nobody's failure.
      if (counted) attempts.uncount(account, address);
      throw error;
    }
    if (!principal) {
      verified.drop(name);
      throw credentialsRefused();
    }
    if (counted) attempts.uncount(account, address);
    const caller = callerOf(principal);
    verified.keep(name, caller, { expiresMs: principal.expiresMs, since });
    return caller;
  };

  const principalOf = async (credentials: Credentials, gate: Gate): Promise<Principal | null> => {
    if (credentials.kind === 'key') return checkApiKey(ledger, credentials.secret);
    if (credentials.kind !== 'password') return null;
    const checked = gate.through(() => checkPassword(ledger, credentials.name, credentials.password));
    if (!checked) throw tooManyAttempts(1000);
    return checked;
  };

  /** A password from a form: always a stranger's, since nothing of it is remembered here. */
  const counted = async <Good>(
    { name, ip }: PasswordShown,
    work: () => Promise<Good | null>,
  ): Promise<Good> => {
    const address = addressOf(ip);
    const waitMs = attempts.waitMs(name, address);
    if (waitMs > 0) throw tooManyAttempts(waitMs);
    attempts.count(name, address);
    const passing = gates.strangers.through(work);
    if (!passing) {
      attempts.uncount(name, address);
      throw tooManyAttempts(1000);
    }
    const good = await passing.catch((error: unknown) => {
      attempts.uncount(name, address);
      throw error;
    });
    if (good === null) throw credentialsRefused();
    attempts.uncount(name, address);
    return good;
  };

  const withoutCredentials = (session: string | null): Caller | Promise<Caller> => {
    if (session !== null) return ofSession(session);
    if (open) return local;
    throw signInNeeded();
  };

  const ofSession = (token: string): Caller | Promise<Caller> => {
    const name = verified.nameOf(`Session ${token}`);
    const known = verified.get(name);
    if (known) return known;
    const since = verified.age();
    return checkSession(ledger, token).then((principal) => {
      if (!principal) {
        verified.drop(name);
        // Where nobody needs to sign in, an old cookie must not shut anybody out.
        if (open) return local;
        throw sessionEnded();
      }
      const caller = callerOf(principal);
      verified.keep(name, caller, { expiresMs: principal.expiresMs, since });
      return caller;
    });
  };

  return {
    signIn: (request) => counted(request, () => openSession(ledger, request)),
    signOut: async (session, requestId) => {
      const account = await endSession(ledger, session, requestId);
      // Anybody may ask it: what ends nothing must not have everybody's password checked again.
      if (account !== null) verified.forget();
    },
    confirm: async (shown) => {
      await counted(shown, () => checkPassword(ledger, shown.name, shown.password));
    },
    identify: (authorization, ip, session = null) => {
      const credentials = readAuthorization(authorization);
      if (authorization === undefined || credentials.kind === 'none') return withoutCredentials(session);
      if (credentials.kind === 'process') {
        const name = verified.nameOf(credentials.token);
        const part = (['job', 'site'] as const).find((each) => name === verified.nameOf(tokens[each]));
        if (part === undefined) throw credentialsRefused();
        return {
          ...local,
          actor: credentials.actor,
          role: 'editor',
          permissions: permissionsOf('editor', part === 'site' ? ['predict'] : null),
          via: 'process',
        };
      }
      const name = verified.nameOf(authorization);
      const known = verified.get(name);
      if (known) return known;
      const address = addressOf(ip);
      // From another address it is another's attempt, to be counted there.
      const same = `${address} ${name}`;
      const underWay = checking.get(same);
      if (underWay) return underWay;
      const begun = check(credentials, address, name).finally(() => checking.delete(same));
      checking.set(same, begun);
      return begun;
    },
    forget: verified.forget,
    inProcess: (actor, as = 'job') => ({
      authorization: `Process ${tokens[as]} ${Buffer.from(actor).toString('base64url')}`,
    }),
  };
}

/** Whoever reaches a loopback address is on this machine. */
export function localCaller(): Caller {
  return {
    actor: `local:${systemUser()}`,
    account: null,
    role: 'admin',
    permissions: permissionsOf('admin', null),
    via: 'loopback',
  };
}

export function callerOf({ actor, account, role, permissions, via }: Principal): Caller {
  return { actor, account, role, permissions, via };
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number that has no name.
    return 'unknown';
  }
}
