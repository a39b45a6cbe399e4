export type { BlobFacts, BlobStore, PutOptions } from './blobs/blob-store.ts';
export { LedgerError, type LedgerErrorCode, ledgerErrorCodes, ledgerErrors } from './errors.ts';
export { type Actor, type Ledger, type LedgerOptions, ledgerOn, openLedger } from './ledger.ts';
