// An entry of its own: whoever only asks who has the workspace loads no server for it.
export { type LockHolder, lockHolder } from '@verdict/db/lock';
