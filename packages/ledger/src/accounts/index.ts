export type { Account, ApiKey, Principal, ServingKey } from './account.ts';
export { checkApiKey } from './check-api-key.ts';
export { checkPassword } from './check-password.ts';
export { checkServingKey } from './check-serving-key.ts';
export { checkSession } from './check-session.ts';
export { createAccount, type NewAccount } from './create-account.ts';
export { createApiKey, type NewApiKey } from './create-api-key.ts';
export { endSession } from './end-session.ts';
export { listServingKeys, type ServingKeys } from './list-serving-keys.ts';
export { openSession, type SignInToMake } from './open-session.ts';
export { type Permission, permissions, permissionsOf, type Role, roles } from './permissions.ts';
export {
  type ApiKeysWanted,
  countAdmins,
  getAccount,
  getApiKey,
  listAccounts,
  listApiKeys,
} from './read-accounts.ts';
export { revokeApiKey } from './revoke-api-key.ts';
export type { OpenedSession } from './session.ts';
export { type AccountChanges, updateAccount } from './update-account.ts';
