import { ServerError } from '../errors.ts';

/** A refusal at the door, with what it says in headers. */
export class SignInError extends ServerError {
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: 'SIGN_IN_NEEDED' | 'CREDENTIALS_REFUSED' | 'TOO_MANY_ATTEMPTS',
    message: string,
    headers: Readonly<Record<string, string>>,
  ) {
    super(code, message);
    this.headers = headers;
  }
}

/** MLflow's clients and browsers answer to Basic. */
const challenge = { 'www-authenticate': 'Basic realm="mlflow", charset="UTF-8"' };

export function signInNeeded(): SignInError {
  return new SignInError(
    'SIGN_IN_NEEDED',
    'This server wants to know who asks; send a key as “Authorization: Bearer …”, or a name and password as Basic.',
    challenge,
  );
}

/** For a page, which has a form for it. */
export function sessionEnded(): SignInError {
  return new SignInError('SIGN_IN_NEEDED', 'The session has ended; sign in again.', challenge);
}

/** The same words whatever is wrong: which part was good is nobody's business. */
export function credentialsRefused(): SignInError {
  return new SignInError(
    'CREDENTIALS_REFUSED',
    'The name and password, or the key, is not good here; it may have expired or been revoked.',
    challenge,
  );
}

export function keyNeeded(): SignInError {
  return new SignInError(
    'CREDENTIALS_REFUSED',
    'This server has no database and checks no passwords; send an API key as “Authorization: Bearer …”, or as the password.',
    challenge,
  );
}

export function tooManyAttempts(waitMs: number): SignInError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new SignInError(
    'TOO_MANY_ATTEMPTS',
    `There were too many failed sign-ins; try again in ${seconds} s.`,
    { 'retry-after': String(seconds) },
  );
}
