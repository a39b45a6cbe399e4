import { readFileSync } from 'node:fs';
import { createClient } from '@verdict/api';
import { describe, expect, test } from 'vitest';
import { openApiJson } from '../scripts/openapi-json.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

const json = await openApiJson();
const paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> = JSON.parse(json).paths;
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    route: `${method.toUpperCase()} ${path}`,
    operation,
  })),
);

/** By other protocols, whose clients are not ours. */
const ofOthers = ['open-inference', 'mlflow'];
const ours = operations.filter(({ operation }) => !operation.tags?.some((tag) => ofOthers.includes(tag)));
/** There so that who asks is told what to do instead. */
const neverDone = [
  'POST /v2/repository/models/{name}/load',
  'POST /v2/repository/models/{name}/unload',
  'POST /api/2.0/mlflow-artifacts/mpu/create/{path}',
  'POST /api/2.0/mlflow-artifacts/mpu/complete/{path}',
  'POST /api/2.0/mlflow-artifacts/mpu/abort/{path}',
  'GET /api/2.0/mlflow-artifacts/presigned/{path}',
];

/** What the client has two or three methods for, after what they give. */
const otherForms = ['batches.page', 'batches.download'];

describe('docs/openapi.json', () => {
  test('is what the app says; node apps/server/scripts/openapi.ts --write makes it so', () => {
    expect(readFileSync(new URL('../../../docs/openapi.json', import.meta.url), 'utf8')).toBe(json);
  });

  test('names every operation as the client does, and the client has every operation', () => {
    const named = ours.flatMap(({ operation }) => operation.operationId ?? []);
    const methods = methodsOf(createClient({ url: 'http://localhost' }));
    expect([...named].sort()).toEqual(methods.filter((name) => !otherForms.includes(name)).sort());
    const nameless = operations.filter(({ operation }) => operation.operationId === undefined);
    expect(nameless.map(({ route }) => route)).toEqual(['GET /metrics', 'POST /predict']);
  });

  test('says of every operation what it does, what it answers and how it refuses', () => {
    for (const { route, operation } of operations) {
      expect([route, operation.summary]).toEqual([route, expect.stringMatching(/^[A-Z].*[^.]$/)]);
      expect([route, operation.tags]).toEqual([route, [expect.any(String)]]);
      const statuses = Object.keys(operation.responses);
      // New, and the same again, are two.
      const done = statuses.filter((status) => status.startsWith('2')).length;
      expect([route, done > 0]).toEqual([route, !neverDone.includes(route)]);
      expect([route, statuses]).toEqual([route, expect.arrayContaining(['403', '500'])]);
    }
  });
});

/** `datasets.add`, `predict`, … */
function methodsOf(client: object, prefix = ''): string[] {
  return Object.entries(client).flatMap(([name, value]) =>
    typeof value === 'function' ? [prefix + name] : methodsOf(value as object, `${prefix}${name}.`),
  );
}
