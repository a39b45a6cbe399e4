export { ApiError, type ApiErrorInput, type ClientErrorCode, clientErrorCodes } from './api-error.ts';
export type { BatchesClient, BatchFile } from './batches.ts';
export { type Client, createClient } from './client.ts';
export type { CallOptions, ClientOptions, Fetch } from './options.ts';
export { type PredictEachOptions, predictEach } from './predict-each.ts';
export type { PredictionsClient } from './predictions.ts';
export { defaultRetries, type RetryOptions } from './retry-decision.ts';
export type { ServingClient, ServingReply } from './serving.ts';
export type { UploadBody } from './upload-body.ts';
