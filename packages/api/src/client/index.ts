export { ApiError, type ApiErrorInput, type ClientErrorCode, clientErrorCodes } from './api-error.ts';
export { type Client, createClient } from './client.ts';
export type { CallOptions, ClientOptions, Fetch } from './options.ts';
export { defaultRetries, type RetryOptions } from './retry-decision.ts';
export type { UploadBody } from './upload-body.ts';
