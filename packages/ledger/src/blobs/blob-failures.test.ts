import { describe, expect, it } from 'vitest';
import { LedgerError } from '../errors.ts';
import { folderFailed, sourceFailed } from './blob-failures.ts';

describe('folderFailed', () => {
  it.each([
    ['ENOSPC', /full.*make room/],
    ['EDQUOT', /full.*make room/],
    ['EROFS', /may not write.*permissions/],
    ['EACCES', /may not write.*permissions/],
    ['EMFILE', /Too many files/],
    ['EIO', /look at the disk/],
  ])('says of %s what to do', (code, sentence) => {
    const error = folderFailed('/data/blobs', Object.assign(new Error('failed'), { code }));
    expect(error).toMatchObject({ code: 'BLOB_STORE_FAILED', canRetry: true });
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(code);
  });
});

describe('sourceFailed', () => {
  it.each(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'])(
    'calls %s an upload that broke off',
    (code) => {
      const error = sourceFailed(Object.assign(new Error('gone'), { code }), 7);
      expect(error).toMatchObject({ code: 'BLOB_CUT_SHORT', message: expect.stringContaining('7 bytes') });
    },
  );

  it('leaves every other error as it is', () => {
    for (const error of [new LedgerError('LIMIT_EXCEEDED', 'too much'), new RangeError('no'), 'a string']) {
      expect(sourceFailed(error, 0)).toBe(error);
    }
  });
});
