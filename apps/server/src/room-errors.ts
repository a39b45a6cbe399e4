import { DbError, type DbErrorCode } from '@verdict/db';
import { LedgerError, type LedgerErrorCode } from '@verdict/ledger';
import { ServeError, type ServeErrorCode, serveErrors } from '@verdict/serve';

export interface RoomErrorKind {
  readonly status: number;
  readonly title: string;
}

/** What a refusal by the record is over HTTP. */
export const ledgerErrorKinds: Readonly<Record<LedgerErrorCode, RoomErrorKind>> = {
  NAME_INVALID: { status: 422, title: 'The name breaks its rule' },
  VALUE_INVALID: { status: 422, title: 'A value breaks its rule' },
  LIMIT_EXCEEDED: { status: 422, title: 'There is more than is kept' },
  FILTER_INVALID: { status: 422, title: 'The filter cannot be read' },
  PAGE_TOKEN_INVALID: { status: 422, title: 'The page token is not of this list' },
  ARTIFACT_PATH_INVALID: { status: 422, title: 'The artifact’s path breaks its rule' },

  DATASET_UNKNOWN: { status: 404, title: 'There is no such dataset' },
  DATASET_VERSION_UNKNOWN: { status: 404, title: 'There is no such version of the dataset' },
  EXPERIMENT_UNKNOWN: { status: 404, title: 'There is no such experiment' },
  RUN_UNKNOWN: { status: 404, title: 'There is no such run' },
  ARTIFACT_UNKNOWN: { status: 404, title: 'There is no such artifact' },
  LOGGED_MODEL_UNKNOWN: { status: 404, title: 'There is no such logged model' },
  TAG_UNKNOWN: { status: 404, title: 'There is no such tag' },
  MODEL_UNKNOWN: { status: 404, title: 'There is no such model on record' },
  MODEL_VERSION_UNKNOWN: { status: 404, title: 'There is no such version of the model' },
  ALIAS_UNKNOWN: { status: 404, title: 'There is no such alias' },
  JUDGEMENT_UNKNOWN: { status: 404, title: 'There is no such judgement' },
  TRAFFIC_UNKNOWN: { status: 404, title: 'No challenger is being tried' },
  JOB_UNKNOWN: { status: 404, title: 'There is no such job' },
  PREDICTION_UNKNOWN: { status: 404, title: 'There is no such prediction in the log' },
  LABEL_NOT_YOURS: { status: 409, title: 'The label is not the caller’s to take back' },
  LABEL_UNKNOWN: { status: 422, title: 'The model has no such class' },
  BATCH_UNKNOWN: { status: 404, title: 'There is no such batch' },
  ACCOUNT_UNKNOWN: { status: 404, title: 'There is no such account' },
  API_KEY_UNKNOWN: { status: 404, title: 'There is no such key' },
  // Of something that is on record: the store lost it, which is no fault of who asks.
  BLOB_UNKNOWN: { status: 500, title: 'Bytes on record are missing' },

  EXPERIMENT_EXISTS: { status: 409, title: 'The experiment is there already' },
  RUN_EXISTS: { status: 409, title: 'The run is there already' },
  MODEL_EXISTS: { status: 409, title: 'The model is there already' },
  ACCOUNT_EXISTS: { status: 409, title: 'The account is there already' },
  PARAM_CHANGED: { status: 409, title: 'A parameter keeps its first value' },
  DELETED: { status: 409, title: 'It is deleted' },
  STILL_REFERRED_TO: { status: 409, title: 'Something refers to it' },
  CHAMPION_GUARDED: { status: 422, title: 'The champion moves by promote and rollback alone' },
  NOT_JUDGED: { status: 409, title: 'The version has not been judged' },
  CANNOT_SERVE: { status: 422, title: 'The version cannot serve' },
  NOTHING_TO_ROLL_BACK: { status: 409, title: 'There is nothing to roll back to' },
  NOTHING_TO_CHALLENGE: { status: 409, title: 'There is no champion to challenge' },
  FORCE_NEEDS_REASON: { status: 422, title: 'Force needs a reason' },
  DATASET_MOVED: { status: 409, title: 'The data set moved on meanwhile' },
  ALIAS_MOVED: { status: 409, title: 'The alias moved meanwhile' },
  JOB_FINISHED: { status: 409, title: 'The job has ended' },
  LEASE_LOST: { status: 409, title: 'The job is another worker’s' },
  IDEMPOTENCY_KEY_USED: { status: 409, title: 'The idempotency key was used for another job' },
  LAST_ADMIN: { status: 409, title: 'The last administrator stays one' },
  NOT_EMPTY: { status: 409, title: 'There is a record already' },

  BLOB_CUT_SHORT: { status: 400, title: 'The bytes ended early' },
  BLOB_OTHER: { status: 422, title: 'The bytes are others than announced' },
  BLOB_DAMAGED: { status: 500, title: 'Bytes on record are damaged' },
  BLOB_STORE_FAILED: { status: 503, title: 'The blob store does not answer' },
  BACKUP_OTHER_VERSION: { status: 422, title: 'The backup is of another version' },
  BACKUP_DAMAGED: { status: 422, title: 'The backup is damaged' },
};

export const dbErrorKinds: Readonly<Record<DbErrorCode, RoomErrorKind>> = {
  WORKSPACE_NEWER: { status: 503, title: 'A newer Verdict made the workspace' },
  WORKSPACE_UNUSABLE: { status: 503, title: 'The workspace cannot be used' },
  STORE_LOCKED: { status: 503, title: 'Another process has the workspace' },
  STORE_OTHER_VERSION: { status: 503, title: 'Another PostgreSQL made the embedded database' },
  STORE_UNREADABLE: { status: 503, title: 'The embedded database cannot be read' },
  STORE_CLOSED: { status: 503, title: 'The database is closed' },
  DISK_FULL: { status: 507, title: 'The disk is full' },
  DATABASE_UNREACHABLE: { status: 503, title: 'The database does not answer' },
  DATABASE_BUSY: { status: 503, title: 'The database has too much to do' },
  DATABASE_REFUSED: { status: 503, title: 'The database does not let the server in' },
  SCHEMA_NEWER: { status: 503, title: 'A newer Verdict made the tables' },
  SCHEMA_DIFFERENT: { status: 503, title: 'The database has other tables' },
  SCHEMA_NAME_INVALID: { status: 500, title: 'The schema’s name breaks its rule' },
  OUTER_HANDLE: { status: 500, title: 'The server failed' },
};

export const serveErrorKinds: Readonly<Record<ServeErrorCode, RoomErrorKind>> = {
  MODEL_NOT_FOUND: { status: 404, title: serveErrors.MODEL_NOT_FOUND.title },
  MODEL_REFUSED: { status: 422, title: serveErrors.MODEL_REFUSED.title },
  NOT_READY: { status: 503, title: serveErrors.NOT_READY.title },
  OVERLOADED: { status: 503, title: serveErrors.OVERLOADED.title },
};

/** What a refusal by another room is over HTTP; null: no refusal of theirs. */
export function roomErrorOf(
  error: unknown,
): (RoomErrorKind & { readonly code: string; readonly canRetry: boolean }) | null {
  if (isDiskFull(error)) return { ...dbErrorKinds.DISK_FULL, code: 'DISK_FULL', canRetry: true };
  if (error instanceof LedgerError) {
    return { ...ledgerErrorKinds[error.code], code: error.code, canRetry: error.canRetry };
  }
  if (error instanceof ServeError) {
    return { ...serveErrorKinds[error.code], code: error.code, canRetry: error.canRetry };
  }
  if (error instanceof DbError) {
    return { ...dbErrorKinds[error.code], code: error.code, canRetry: error.canRetry };
  }
  return null;
}

/** The disk itself, or the one under the blobs: one thing to whoever asked, who need not know its folders. */
function isDiskFull(error: unknown): boolean {
  const isOfBlobs = error instanceof LedgerError && error.code === 'BLOB_STORE_FAILED';
  const said = (isOfBlobs ? error.cause : error) as NodeJS.ErrnoException | null | undefined;
  return said?.code === 'ENOSPC' || said?.code === 'EDQUOT';
}
