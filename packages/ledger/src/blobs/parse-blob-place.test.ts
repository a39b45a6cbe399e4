import { describe, expect, it } from 'vitest';
import { parseBlobPlace } from './parse-blob-place.ts';

describe('parseBlobPlace', () => {
  it.each([
    ['/srv/blobs', { kind: 'folder', folder: '/srv/blobs' }],
    ['blobs', { kind: 'folder', folder: 'blobs' }],
    ['s3://models', { kind: 's3', bucket: 'models', prefix: '' }],
    ['s3://models/', { kind: 's3', bucket: 'models', prefix: '' }],
    ['s3://models/team/verdict/', { kind: 's3', bucket: 'models', prefix: 'team/verdict' }],
    ['S3://models/a', { kind: 's3', bucket: 'models', prefix: 'a' }],
  ])('reads %s', (text, place) => {
    expect(parseBlobPlace(text)).toEqual(place);
  });

  it.each([
    '',
    '  ',
    'a\0b',
    's3://',
    's3:///x',
    's3://A_B/x',
    's3://models/../x',
    's3://models/a//b',
    's3://models/a b',
    'gs://models',
    'https://x/y',
  ])('refuses %j', (text) => {
    expect(() => parseBlobPlace(text)).toThrow(expect.objectContaining({ code: 'VALUE_INVALID' }));
  });
});
