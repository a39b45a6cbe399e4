export { readSpamcheckConfig, type SpamcheckConfig } from './config.ts';
export {
  SpamcheckError,
  type SpamcheckErrorCode,
  spamcheckErrorCodes,
  spamcheckErrors,
} from './errors.ts';
export { type RunningSite, type SpamcheckOptions, startSpamcheck } from './start-spamcheck.ts';
