import { expect, test } from 'vitest';
import { filesOf } from './files-of.ts';

const own = { id: 7, artifactLocation: null };
const named = { id: 7, artifactLocation: 'mlflow-artifacts:/team/' };
const root = { id: 7, artifactLocation: 'mlflow-artifacts:/' };
const away = { id: 7, artifactLocation: 's3://bucket/team' };

test.each([
  ['run', own, '7/x'],
  ['logged_model', own, '7/models/x'],
  ['experiment', own, '7'],
  ['run', named, 'team/x'],
  ['logged_model', named, 'team/models/x'],
  ['experiment', named, null],
  ['logged_model', root, 'models/x'],
  ['experiment', root, null],
  ['run', away, null],
  ['logged_model', away, null],
  ['experiment', away, null],
] as const)('files of a %s of %j lie in %j', (kind, experiment, folder) => {
  expect(filesOf(kind, { id: 'x', experiment })).toBe(folder);
});
