export { type LogLevel, logLevels, readConfig, type ServerConfig, type ServerFlags } from './config.ts';
export { type AppInput, createApp } from './create-app.ts';
export { ServerError, type ServerErrorCode, serverErrorCodes, serverErrors } from './errors.ts';
export { loadModels } from './load-models.ts';
export { createServedModel, type ModelVersion, type ServedModel } from './served-model.ts';
export { type RunningServer, startServer } from './start-server.ts';
export { stopOnSignal } from './stop-on-signal.ts';
