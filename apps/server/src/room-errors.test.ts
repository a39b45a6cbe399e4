import { LedgerError } from '@verdict/ledger';
import { describe, expect, test } from 'vitest';
import { refusedBy } from './problem.ts';
import { roomErrorOf } from './room-errors.ts';

const failed = (code: string) => Object.assign(new Error(`${code}: write`), { code });
const ofBlobs = (code: string) =>
  new LedgerError('BLOB_STORE_FAILED', 'The disk under /data/blobs is full; make room.', {
    cause: failed(code),
  });

describe('what a room refuses, over HTTP', () => {
  test.each([
    ['of a file', failed('ENOSPC')],
    ['of blobs', ofBlobs('ENOSPC')],
    ['of blobs, by quota', ofBlobs('EDQUOT')],
  ])('is a full disk, without its folder, where it is the disk %s', (_, error) => {
    expect(roomErrorOf(error)).toMatchObject({ code: 'DISK_FULL', status: 507, canRetry: true });
    const { detail } = refusedBy(error, { bodyMissing: false, bodyLimitBytes: 1 });
    expect(detail).toBe('The disk of the server is full; make room, then try again.');
  });

  test('is the store of the blobs where it fails in another way', () => {
    expect(roomErrorOf(ofBlobs('EIO'))).toMatchObject({ code: 'BLOB_STORE_FAILED', status: 503 });
  });
});
