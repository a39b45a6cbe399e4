import { expect, test } from 'vitest';
import { ownAddress } from './mlflow-address.ts';

test.each([
  ['#/experiments/1/runs/99475fc8303941a1ba9180faa63f8fb8', '/runs/99475fc8303941a1ba9180faa63f8fb8'],
  ['#/experiments/1/runs/9947/artifacts/model', '/runs/9947'],
  ['#/experiments/1/runs/9947?tab=x', '/runs/9947'],
  ['#/experiments/1', '/experiments/1'],
  ['#/experiments/1/models/m-0afc', '/experiments/1'],
  ['#/experiments/1?searchFilter=', '/experiments/1'],
  ['#/models/my%20iris/versions/3', '/models/my%20iris/3'],
  ['#/models/my%20iris', '/models/my%20iris'],
])('%s, as MLflow’s client prints it, is %s here', (hash, address) => {
  expect(ownAddress(hash)).toBe(address);
});

test.each([
  '',
  '#',
  '#/',
  '#experiments/1',
  '#/experiments',
  '#/experiments/',
  '#//evil.example/runs/1',
  '#/gateway',
])('%s is no page of the console’s', (hash) => {
  expect(ownAddress(hash)).toBeNull();
});
