import { expect, test } from 'vitest';
import { readAuthorization } from './read-authorization.ts';

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
const key = `vk_${'a'.repeat(12)}_${'B'.repeat(43)}`;

test.each([
  [undefined, { kind: 'none' }],
  [`Bearer ${key}`, { kind: 'key', secret: key }],
  [`bearer   ${key} `, { kind: 'key', secret: key }],
  [basic('ada:pass:word'), { kind: 'password', name: 'ada', password: 'pass:word' }],
  [basic('ada:'), { kind: 'password', name: 'ada', password: '' }],
  [basic('ada:pässwörd'), { kind: 'password', name: 'ada', password: 'pässwörd' }],
  [basic(`anything:${key}`), { kind: 'key', secret: key }],
  [basic(`:${key}`), { kind: 'key', secret: key }],
  ['Process token YWRh', { kind: 'process', token: 'token', actor: 'ada' }],
  ['Process token', { kind: 'unreadable' }],
  ['', { kind: 'unreadable' }],
  ['Bearer', { kind: 'unreadable' }],
  ['Bearer a b', { kind: 'unreadable' }],
  ['Basic ', { kind: 'unreadable' }],
  ['Basic a:b', { kind: 'unreadable' }],
  [basic('no colon'), { kind: 'unreadable' }],
  ['Negotiate abc', { kind: 'unreadable' }],
])('%j', (header, expected) => expect(readAuthorization(header)).toEqual(expected));
