import { expect, test } from 'vitest';
import { judgeOwnPage } from './own-page.ts';

const ours = 'http://localhost:8000';

test.each([
  ['a page of ours reads', 'GET', undefined, undefined, undefined, 'own'],
  ['a link elsewhere leads here', 'GET', undefined, 'cross-site', undefined, 'own'],
  ['a page of ours writes', 'POST', ours, 'same-origin', 'application/json', 'own'],
  ['it says the character set too', 'PATCH', ours, undefined, 'application/json; charset=utf-8', 'own'],
  ['it uploads', 'PUT', ours, 'same-origin', 'application/octet-stream', 'own'],
  ['it deletes', 'DELETE', ours, 'same-origin', undefined, 'own'],
  ['nobody says where it comes from', 'POST', undefined, undefined, 'application/json', 'origin'],
  ['another port of this host asks', 'POST', ours, 'same-site', 'application/json', 'origin'],
  ['another site asks', 'DELETE', ours, 'cross-site', undefined, 'origin'],
  ['somebody typed it', 'POST', ours, 'none', 'application/json', 'origin'],
  ['a form sends fields', 'POST', ours, 'same-origin', 'application/x-www-form-urlencoded', 'type'],
  ['a form sends files', 'POST', ours, undefined, 'multipart/form-data; boundary=x', 'type'],
  ['a form sends text', 'POST', ours, undefined, 'text/plain', 'type'],
] as const)('where %s', (_, method, origin, fetchSite, contentType, verdict) => {
  expect(judgeOwnPage({ method, origin, fetchSite, contentType })).toBe(verdict);
});
