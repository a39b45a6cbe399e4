export { bytesOf, textOf } from './bytes-of.ts';
export { type TestLedger, type TestLedgerOptions, testActor, testLedger } from './test-ledger.ts';
