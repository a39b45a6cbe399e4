import { expect, test } from 'vitest';
import { parseWorkspaceFile } from './workspace-file.ts';

test('a workspace of this format is read, with fields that a later version added left aside', () => {
  const text = '{"format": 1, "createdBy": "0.1.0", "createdAt": "2026-11-21", "more": true}';
  expect(parseWorkspaceFile(text, '/w')).toEqual({ format: 1, createdBy: '0.1.0', createdAt: '2026-11-21' });
});

test.each([
  ['of a newer format', '{"format": 2}', 'WORKSPACE_NEWER', /format 2.*knows 1/],
  ['that is damaged', '{"form', 'WORKSPACE_UNUSABLE', /workspace\.json is damaged/],
  ['without a format', '{}', 'WORKSPACE_UNUSABLE', /damaged/],
  ['that holds no object', 'null', 'WORKSPACE_UNUSABLE', /damaged/],
])('a workspace file %s is refused', (_, text, code, message) => {
  expect(() => parseWorkspaceFile(text, '/w')).toThrow(expect.objectContaining({ code }));
  expect(() => parseWorkspaceFile(text, '/w')).toThrow(message);
});
