// An entry of its own: whoever only asks who has the workspace loads no database for it.
export type { LockHolder } from '../errors.ts';
export { lockHolder } from './take-lock.ts';
