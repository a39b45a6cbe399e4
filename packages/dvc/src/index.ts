export type { DvcConfig, LinkType, RemoteConfig } from './config/config.ts';
export { type ConfigFolders, configFolders } from './config/config-folders.ts';
export { DvcError, type DvcErrorCode, dvcErrorCodes } from './errors.ts';
export { openRemote } from './remotes/open-remote.ts';
export type {
  Remote,
  RemoteObject,
  Transfer,
  TransferFailure,
  TransferOptions,
} from './remotes/remote.ts';
export { findRepository, openRepository } from './repository/open-repository.ts';
export type { Repository } from './repository/repository.ts';
export { remotesNamed } from './targets/tracked-objects.ts';
export { type Added, add } from './verbs/add.ts';
export { type CheckoutOptions, type CheckoutReport, checkout } from './verbs/checkout.ts';
export { fetch } from './verbs/fetch.ts';
export type { Progress, RemoteOptions, TargetOptions, VerbOptions } from './verbs/options.ts';
export { type PullReport, pull } from './verbs/pull.ts';
export { push, type TransferReport, type Untransferred } from './verbs/push.ts';
export { type OutputStatus, type RemoteStatus, remoteStatus, status } from './verbs/status.ts';
export { type Fault, type VerifyOptions, type VerifyReport, verify } from './verbs/verify.ts';
