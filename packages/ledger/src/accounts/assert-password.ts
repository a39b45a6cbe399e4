import { LedgerError } from '../errors.ts';

/** NIST SP 800-63B counts length, not kinds of characters: 12 random letters are beyond guessing, and so are four words. */
export const shortestPassword = 12;
/** Ten times a long sentence; without a bound a megabyte would be hashed for whoever asks. */
export const longestPassword = 1000;

export function assertPassword(password: string): void {
  const characters = password.length > longestPassword ? password.length : [...password].length;
  if (characters >= shortestPassword && characters <= longestPassword) return;
  throw new LedgerError(
    'VALUE_INVALID',
    `The password has ${characters} characters; give ${shortestPassword} to ${longestPassword}, for instance four words that do not belong together.`,
  );
}
