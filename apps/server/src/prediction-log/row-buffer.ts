import { retryDelayMs } from './retry-delay.ts';
import { RowsRefused } from './rows-refused.ts';

/** Rows on their way to where they are kept. Takes them at once, or counts them as dropped; nobody waits for it. */
export interface RowBuffer<Row> {
  /** Never throws and never waits. */
  readonly add: (row: Row) => void;
  /** Rows that did not fit in, or that were refused, or that were left when it stopped. */
  readonly dropped: () => number;
  readonly written: () => number;
  /** Rows that are here still, those that are being written among them. */
  readonly waiting: () => number;
  /** Resolves when all that waits now has gone, or after this time, with how many rows wait then. */
  readonly flush: (timeoutMs: number) => Promise<number>;
  /** As flush; what is left then is dropped, and so is what comes later. Idempotent. */
  readonly stop: (timeoutMs: number) => Promise<void>;
}

export interface RowBufferInput<Row> {
  /** One call at a time. Rejects with RowsRefused where a retry cannot help; else the same rows come again. */
  readonly write: (rows: readonly Row[]) => Promise<void>;
  /** About what the row takes in memory. */
  readonly bytesOf: (row: Row) => number;
  readonly limits: RowBufferLimits;
  /** The way out is blocked and rows pile up, told once until it is open again; or one row was refused. */
  readonly onTrouble?: (error: unknown) => void;
  readonly onRecovered?: () => void;
}

export interface RowBufferLimits {
  /** Beyond these what comes is dropped. */
  readonly maxRows: number;
  readonly maxBytes: number;
  /** So many are written at once; several times as many where they have piled up. */
  readonly batchRows: number;
  readonly batchBytes: number;
  /** How old a row may grow before it is written, while there are few. */
  readonly delayMs: number;
}

/** What piles up while the way is slow or blocked goes out in larger batches, which are cheaper a row. */
const crowd = 4;

interface Batch<Row> {
  rows: Row[];
  bytes: number;
}

export function createRowBuffer<Row>({
  write,
  bytesOf,
  limits,
  onTrouble = () => {},
  onRecovered = () => {},
}: RowBufferInput<Row>): RowBuffer<Row> {
  const { maxRows, maxBytes, batchRows, batchBytes, delayMs } = limits;
  /** Full ones, oldest first; rows go out in the order in which they came. */
  const full: Batch<Row>[] = [];
  let filling: Batch<Row> = { rows: [], bytes: 0 };
  let takenRows = 0;
  let waitingRows = 0;
  let waitingBytes = 0;
  let droppedRows = 0;
  let writtenRows = 0;
  let failures = 0;
  let writing = false;
  let stopped: Promise<void> | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  /** Who waits until so many rows have gone: rows go in the order in which they came. */
  let waiters: readonly { readonly rows: number; readonly tell: () => void }[] = [];

  const isFull = (times: number): boolean =>
    filling.rows.length >= times * batchRows || filling.bytes >= times * batchBytes;

  const seal = (): void => {
    full.push(filling);
    filling = { rows: [], bytes: 0 };
  };

  const add = (row: Row): void => {
    const bytes = bytesOf(row);
    if (closed || waitingRows >= maxRows || waitingBytes + bytes > maxBytes) {
      droppedRows++;
      return;
    }
    takenRows++;
    waitingRows++;
    waitingBytes += bytes;
    filling.rows.push(row);
    filling.bytes += bytes;
    if (isFull(crowd)) seal();
    else if (isFull(1) && !writing && failures === 0 && full.length === 0) {
      seal();
      wake(0);
    } else if (timer === null && !writing) {
      wake(delayMs);
    }
  };

  const wake = (afterMs: number): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(send, afterMs);
    // What stops the process flushes first; a timer alone must not keep it alive.
    timer.unref();
  };

  const leave = (batch: Batch<Row>): void => {
    full.shift();
    waitingRows -= batch.rows.length;
    waitingBytes -= batch.bytes;
  };

  const arrived = (batch: Batch<Row>): void => {
    writtenRows += batch.rows.length;
    // Given up at the stop, and now there after all.
    if (closed) droppedRows -= batch.rows.length;
    else leave(batch);
  };

  const refused = (batch: Batch<Row>, error: RowsRefused): void => {
    if (closed) return;
    if (batch.rows.length > 1) {
      full.splice(0, 1, ...halves(batch, bytesOf));
      return;
    }
    leave(batch);
    droppedRows++;
    onTrouble(error);
  };

  const wayIsOpen = (): void => {
    if (failures > 0) onRecovered();
    failures = 0;
  };

  const send = async (): Promise<void> => {
    timer = null;
    if (writing || waitingRows === 0) return;
    if (full.length === 0) seal();
    const batch = full[0];
    writing = true;
    try {
      await write(batch.rows);
      wayIsOpen();
      arrived(batch);
    } catch (error) {
      if (error instanceof RowsRefused) {
        wayIsOpen();
        refused(batch, error);
      } else if (failures++ === 0) onTrouble(error);
    } finally {
      writing = false;
      next();
    }
  };

  const tellWaiters = (): void => {
    const goneRows = takenRows - waitingRows;
    const satisfied = waiters.filter(({ rows }) => rows <= goneRows);
    waiters = waiters.filter(({ rows }) => rows > goneRows);
    for (const { tell } of satisfied) tell();
  };

  const next = (): void => {
    if (closed) return;
    tellWaiters();
    if (waitingRows === 0) return;
    const hurry = waiters.length > 0;
    if (failures > 0) wake(retryDelayMs(failures, hurry, Math.random()));
    else wake(full.length > 0 || isFull(1) || hurry ? 0 : delayMs);
  };

  const flush = (timeoutMs: number): Promise<number> => {
    if (waitingRows === 0) return Promise.resolve(0);
    if (!writing) wake(0);
    return new Promise((resolve) => {
      const waiter = {
        rows: takenRows,
        tell: () => {
          clearTimeout(limit);
          resolve(waitingRows);
        },
      };
      const limit = setTimeout(() => {
        waiters = waiters.filter((each) => each !== waiter);
        waiter.tell();
      }, timeoutMs);
      waiters = [...waiters, waiter];
    });
  };

  return {
    add,
    dropped: () => droppedRows,
    written: () => writtenRows,
    waiting: () => waitingRows,
    flush,
    stop: (timeoutMs) => {
      stopped ??= flush(timeoutMs).then((left) => {
        closed = true;
        if (timer !== null) clearTimeout(timer);
        droppedRows += left;
        waitingRows = 0;
        waitingBytes = 0;
        full.length = 0;
        filling = { rows: [], bytes: 0 };
      });
      return stopped;
    },
  };
}

/** One bad row must not take the others with it: it is found in as many steps as a batch can be halved. */
function halves<Row>({ rows }: Batch<Row>, bytesOf: (row: Row) => number): Batch<Row>[] {
  const middle = rows.length >> 1;
  return [rows.slice(0, middle), rows.slice(middle)].map((half) => ({
    rows: half,
    bytes: half.reduce((sum, row) => sum + bytesOf(row), 0),
  }));
}
