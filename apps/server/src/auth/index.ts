export { authenticate } from './authenticate.ts';
export type { Caller } from './caller.ts';
export { type Auth, type AuthInput, createAuth } from './create-auth.ts';
export { createKeyAuth, type KeyAuthInput } from './create-key-auth.ts';
export { assertMayListen, ensureAdmin, type FirstAdmin, readFirstAdmin } from './ensure-admin.ts';
export { limitRates, type RateLimits } from './limit-rates.ts';
export { assertPermission, permissionDenied, requirePermissions } from './require-permissions.ts';
