import { LedgerError } from '../errors.ts';

export function accountUnknown(name: string): LedgerError {
  return new LedgerError(
    'ACCOUNT_UNKNOWN',
    `There is no account ${JSON.stringify(name.slice(0, 100))}; list accounts to see which there are.`,
  );
}
