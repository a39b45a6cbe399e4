export { stopOnSignal } from '@verdict/http';
export { type FirstAdmin, readFirstAdmin } from './auth/index.ts';
export {
  readConfig,
  type ServerConfig,
  type ServerFlags,
  type ServerRole,
  serverRoles,
} from './config.ts';
export { type AppInput, type ComposedApp, composeApp, createApp } from './create-app.ts';
export { ServerError, type ServerErrorCode, serverErrorCodes, serverErrors } from './errors.ts';
export { inProcessFetch } from './in-process-fetch.ts';
export { loadModels } from './load-models.ts';
export {
  openWorkspace,
  type Workspace,
  type WorkspaceConfig,
  type WorkspaceOptions,
} from './open-workspace.ts';
export type { RecordPlace } from './record-place.ts';
export { restoreWorkspace } from './restore-workspace.ts';
export { readUpstream, type UpstreamAddress } from './roles/upstream.ts';
export { dbErrorKinds, ledgerErrorKinds, type RoomErrorKind, serveErrorKinds } from './room-errors.ts';
export type { RunningServer } from './running-server.ts';
export { type StartOptions, startServer } from './start-server.ts';
export { startWorker, type WorkerInput } from './worker/start-worker.ts';
