/** Every way in which the record can refuse, one code each; the HTTP status is decided in the server. */
export const ledgerErrors = {
  // names and values
  NAME_INVALID: { canRetry: false },
  VALUE_INVALID: { canRetry: false },
  LIMIT_EXCEEDED: { canRetry: false },
  FILTER_INVALID: { canRetry: false },
  PAGE_TOKEN_INVALID: { canRetry: false },
  ARTIFACT_PATH_INVALID: { canRetry: false },
  // what is not there
  DATASET_UNKNOWN: { canRetry: false },
  DATASET_VERSION_UNKNOWN: { canRetry: false },
  EXPERIMENT_UNKNOWN: { canRetry: false },
  RUN_UNKNOWN: { canRetry: false },
  ARTIFACT_UNKNOWN: { canRetry: false },
  LOGGED_MODEL_UNKNOWN: { canRetry: false },
  TAG_UNKNOWN: { canRetry: false },
  MODEL_UNKNOWN: { canRetry: false },
  MODEL_VERSION_UNKNOWN: { canRetry: false },
  ALIAS_UNKNOWN: { canRetry: false },
  JUDGEMENT_UNKNOWN: { canRetry: false },
  TRAFFIC_UNKNOWN: { canRetry: false },
  JOB_UNKNOWN: { canRetry: false },
  BATCH_UNKNOWN: { canRetry: false },
  PREDICTION_UNKNOWN: { canRetry: false },
  LABEL_UNKNOWN: { canRetry: false },
  ACCOUNT_UNKNOWN: { canRetry: false },
  API_KEY_UNKNOWN: { canRetry: false },
  BLOB_UNKNOWN: { canRetry: false },
  // what stands against it
  EXPERIMENT_EXISTS: { canRetry: false },
  RUN_EXISTS: { canRetry: false },
  MODEL_EXISTS: { canRetry: false },
  ACCOUNT_EXISTS: { canRetry: false },
  PARAM_CHANGED: { canRetry: false },
  DELETED: { canRetry: false },
  STILL_REFERRED_TO: { canRetry: false },
  CANNOT_SERVE: { canRetry: false },
  NOTHING_TO_ROLL_BACK: { canRetry: false },
  NOTHING_TO_CHALLENGE: { canRetry: false },
  FORCE_NEEDS_REASON: { canRetry: false },
  DATASET_MOVED: { canRetry: true },
  ALIAS_MOVED: { canRetry: true },
  LABEL_NOT_YOURS: { canRetry: false },
  CHAMPION_GUARDED: { canRetry: false },
  NOT_JUDGED: { canRetry: false },
  JOB_FINISHED: { canRetry: false },
  LEASE_LOST: { canRetry: false },
  IDEMPOTENCY_KEY_USED: { canRetry: false },
  LAST_ADMIN: { canRetry: false },
  NOT_EMPTY: { canRetry: false },
  // bytes
  BLOB_CUT_SHORT: { canRetry: true },
  BLOB_OTHER: { canRetry: false },
  BLOB_DAMAGED: { canRetry: false },
  BLOB_STORE_FAILED: { canRetry: true },
  BACKUP_DAMAGED: { canRetry: false },
  BACKUP_OTHER_VERSION: { canRetry: false },
} as const;

export type LedgerErrorCode = keyof typeof ledgerErrors;
export const ledgerErrorCodes = Object.keys(ledgerErrors) as LedgerErrorCode[];

export class LedgerError extends Error {
  readonly code: LedgerErrorCode;

  constructor(code: LedgerErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'LedgerError';
    this.code = code;
  }

  get canRetry(): boolean {
    return ledgerErrors[this.code].canRetry;
  }
}
