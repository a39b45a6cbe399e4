export { addBatchPart, nextBatchPart } from './add-batch-part.ts';
export {
  type BatchPart,
  type BatchPriority,
  batchKind,
  batchPriorities,
  type TextBatch,
  type Webhook,
  webhookKind,
} from './batch.ts';
export { type ExpireOptions, expireBatches } from './expire-batches.ts';
export { type BatchRowsSought, type FoundBatchRows, findBatchRows } from './find-batch-rows.ts';
export { shouldGiveWay } from './give-way.ts';
export { notifyBatches } from './notify-batches.ts';
export { type BatchRowsWanted, readBatchRows } from './read-batch-rows.ts';
export {
  type BatchesWanted,
  type BatchQueue,
  batchLabels,
  batchQueue,
  batchUnknown,
  batchWebhook,
  getBatch,
  listBatches,
} from './read-batches.ts';
export { type NewBatch, submitBatch } from './submit-batch.ts';
