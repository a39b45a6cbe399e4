import { readFileSync } from 'node:fs';
import { isLoopback } from '@verdict/http';
import { countAdmins, createAccount, type Ledger, LedgerError } from '@verdict/ledger';
import type { ServerConfig } from '../config.ts';
import { ServerError } from '../errors.ts';

export interface FirstAdmin {
  readonly name: string;
  readonly password: string;
}

/** Kept apart from the configuration: that is shown and logged, and this never. */
export function readFirstAdmin(env: Readonly<Record<string, string | undefined>>): FirstAdmin | null {
  const name = env.VERDICT_ADMIN_NAME || undefined;
  const given = env.VERDICT_ADMIN_PASSWORD || undefined;
  const file = env.VERDICT_ADMIN_PASSWORD_FILE || undefined;
  if (name === undefined && given === undefined && file === undefined) return null;
  if (given !== undefined && file !== undefined) {
    throw invalid('VERDICT_ADMIN_PASSWORD and VERDICT_ADMIN_PASSWORD_FILE are both set; give one of them.');
  }
  const password = given ?? (file === undefined ? undefined : readSecret(file));
  if (password === undefined) {
    throw invalid('VERDICT_ADMIN_NAME is set without a password; set VERDICT_ADMIN_PASSWORD_FILE too.');
  }
  return { name: name ?? 'admin', password };
}

/** Where there is no administrator yet. Once there is one, what the environment says changes nothing. */
export async function ensureAdmin(
  ledger: Ledger,
  admin: FirstAdmin | null,
): Promise<'created' | 'there' | 'none'> {
  if ((await countAdmins(ledger)) > 0) return 'there';
  if (!admin) return 'none';
  try {
    await createAccount(ledger, { name: 'verdict', requestId: null }, { ...admin, role: 'admin' });
    return 'created';
  } catch (cause) {
    if (!(cause instanceof LedgerError)) throw cause;
    // Another replica that started at the same time was first.
    if (cause.code === 'ACCOUNT_EXISTS' && (await countAdmins(ledger)) > 0) return 'there';
    throw invalid(`The administrator of VERDICT_ADMIN_NAME cannot be made: ${cause.message}`, cause);
  }
}

/** Whoever reaches a loopback address is on this machine; on any other, somebody must be able to say who may. */
export async function assertMayListen({ host }: Pick<ServerConfig, 'host'>, ledger: Ledger): Promise<void> {
  if (isLoopback(host) || (await countAdmins(ledger)) > 0) return;
  throw new ServerError(
    'ADDRESS_NOT_LOOPBACK',
    `The host ${host} is reachable by other machines, and there is no administrator to keep strangers out; set VERDICT_ADMIN_NAME and VERDICT_ADMIN_PASSWORD_FILE, or use 127.0.0.1.`,
  );
}

function readSecret(file: string): string {
  try {
    // Editors and `echo` end a file with a line break that is not part of the secret.
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw invalid(
      `VERDICT_ADMIN_PASSWORD_FILE names ${file}, which cannot be read; check path and rights.`,
      cause,
    );
  }
}

function invalid(message: string, cause?: unknown): ServerError {
  return new ServerError('ADMIN_INVALID', message, { cause });
}
