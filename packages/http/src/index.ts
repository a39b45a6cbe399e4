export { addressBehind } from './address-behind.ts';
export { addressOf } from './address-of.ts';
export { type BuiltSite, loadBuiltSite } from './built-site.ts';
export { endConnectionsWhenStopping } from './end-connections.ts';
export { closeApp, type Listening, listen, portUnavailable } from './listen.ts';
export { createLog, type Log, type LogInput } from './log/create-log.ts';
export { descriptorSink } from './log/descriptor-sink.ts';
export { type LogLevel, logLevels } from './log/log-level.ts';
export { createLogLines, type LineLevel, type LogLines } from './log/log-lines.ts';
export { createLogWriter, type LogSink, type LogWriter } from './log/log-writer.ts';
export { hostInUrl, isLoopback } from './loopback.ts';
export { once } from './once.ts';
export { createOwnRequest, type OwnRequest } from './own-request.ts';
export { escapeHtml, type PageHead, pageDocument } from './page-document.ts';
export {
  createRateCounter,
  type Rate,
  type RateCounter,
  type RateCounterOptions,
  rateHeaders,
} from './rate-counter.ts';
export { requestIdHeader, requestIdOf } from './request-id.ts';
export { docsHeaders, pageHeaders, replyHeaders } from './security-headers.ts';
export {
  type Flags,
  optionalSetting,
  readAddresses,
  readHosts,
  readSettings,
  type Setting,
  type Settings,
  textSetting,
  wholeSetting,
} from './settings.ts';
export { readStaticFiles, type StaticFile, type StaticFiles, sendStaticFile } from './static-files.ts';
export { stopOnSignal } from './stop-on-signal.ts';
