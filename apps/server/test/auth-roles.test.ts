import { type Permission, permissions, type Role } from '@verdict/ledger';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { authApp } from './auth-app.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Needs = Permission | 'any' | 'public';

/** What each route asks for. One that is missing here, or here and nowhere else, fails: the table wants a row. */
const table: Readonly<Record<string, Needs>> = {
  'GET /livez': 'public',
  'GET /readyz': 'public',
  'GET /api/v1/health': 'read',
  'GET /api/v1/model-info': 'read',
  'POST /predict': 'predict',
  'POST /api/v1/predict': 'predict',
  'POST /api/v1/explain': 'predict',

  'GET /api/v1/datasets': 'read',
  'GET /api/v1/datasets/{name}': 'read',
  'POST /api/v1/datasets/{name}/versions': 'write',
  'GET /api/v1/datasets/{name}/versions': 'read',
  'GET /api/v1/datasets/{name}/versions/{number}': 'read',
  'GET /api/v1/datasets/{name}/versions/{number}/rows': 'read',
  'POST /api/v1/datasets/{name}/versions/{number}/verify': 'read',
  'GET /api/v1/datasets/{name}/diff': 'read',

  'GET /api/v1/experiments': 'read',
  'POST /api/v1/experiments': 'write',
  'GET /api/v1/experiments/{id}': 'read',
  'DELETE /api/v1/experiments/{id}': 'write',
  'POST /api/v1/runs': 'write',
  'POST /api/v1/runs/search': 'read',
  'GET /api/v1/runs/compare': 'read',
  'GET /api/v1/runs/{id}': 'read',
  'PATCH /api/v1/runs/{id}': 'write',
  'DELETE /api/v1/runs/{id}': 'write',
  'POST /api/v1/runs/{id}/restore': 'write',
  'POST /api/v1/runs/{id}/log': 'write',
  'GET /api/v1/runs/{id}/metrics': 'read',
  'GET /api/v1/runs/{id}/artifacts': 'read',
  'PUT /api/v1/runs/{id}/artifacts/{path}': 'write',
  'GET /api/v1/runs/{id}/artifacts/{path}': 'read',

  'GET /api/v1/models': 'read',
  'GET /api/v1/models/{name}': 'read',
  'PATCH /api/v1/models/{name}': 'write',
  'DELETE /api/v1/models/{name}': 'write',
  'PUT /api/v1/models/{name}/aliases/{alias}': 'write',
  'DELETE /api/v1/models/{name}/aliases/{alias}': 'write',
  'POST /api/v1/models/{name}/versions': 'write',
  'GET /api/v1/models/{name}/versions': 'read',
  'GET /api/v1/models/{name}/versions/{version}': 'read',
  'DELETE /api/v1/models/{name}/versions/{version}': 'write',
  'GET /api/v1/models/{name}/versions/{version}/file': 'read',
  'GET /api/v1/models/{name}/versions/{version}/chain': 'read',
  'POST /api/v1/models/{name}/judge': 'write',
  'GET /api/v1/models/{name}/judgements': 'read',
  'POST /api/v1/models/{name}/promote': 'promote',
  'POST /api/v1/models/{name}/rollback': 'promote',

  'POST /api/v1/jobs': 'write',
  'GET /api/v1/jobs': 'read',
  'GET /api/v1/jobs/{id}': 'read',
  'DELETE /api/v1/jobs/{id}': 'write',
  'GET /api/v1/events': 'read',

  'GET /api/v1/whoami': 'any',
  'GET /api/v1/keys': 'any',
  'POST /api/v1/keys': 'any',
  'DELETE /api/v1/keys/{id}': 'any',
  'PATCH /api/v1/accounts/{name}': 'any',
  'GET /api/v1/accounts': 'admin',
  'POST /api/v1/accounts': 'admin',
  'GET /api/v1/backup': 'admin',
  'POST /api/v1/gc': 'admin',
};

/** Inside `any`, a handler asks for more; with nothing in the body it is never reached. */
const askedInside: readonly string[] = ['PATCH /api/v1/accounts/{name}', 'DELETE /api/v1/keys/{id}'];

const asks: readonly {
  readonly who: string;
  readonly role: Role;
  readonly scopes: readonly Permission[];
  readonly may: readonly Needs[];
}[] = [
  { who: 'a viewer', role: 'viewer', scopes: ['predict', 'read'], may: ['predict', 'read'] },
  {
    who: 'an editor',
    role: 'editor',
    scopes: ['predict', 'read', 'write', 'promote'],
    may: ['predict', 'read', 'write', 'promote'],
  },
  { who: 'an administrator', role: 'admin', scopes: permissions, may: permissions },
  { who: 'an administrator’s key that predicts', role: 'admin', scopes: ['predict'], may: ['predict'] },
  { who: 'an editor’s key that writes', role: 'editor', scopes: ['write'], may: ['write'] },
  { who: 'an administrator’s key that administers', role: 'admin', scopes: ['admin'], may: ['admin'] },
];

let made: Awaited<ReturnType<typeof authApp>>;
beforeAll(async () => {
  made = await authApp({ host: '0.0.0.0' });
});
afterAll(() => made.close());

function routesOf(app: FastifyInstance): readonly string[] {
  const { paths = {} } = app.swagger();
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** With ids that nothing has and no body: whoever is let in is told that it makes no sense. */
async function askAs(authorization: string | null, route: string): Promise<'allowed' | 401 | 403> {
  const [method, path] = route.split(' ');
  const reply = await made.ask(authorization, {
    method: method as Method,
    url: path.replaceAll(/\{.*?\}/g, 'none'),
  });
  const { statusCode } = reply;
  if (statusCode === 403) expect(reply.json()).toMatchObject({ code: 'PERMISSION_DENIED' });
  return statusCode === 401 || statusCode === 403 ? statusCode : 'allowed';
}

test('the table has every route, and no other', () => {
  expect([...routesOf(made.app)].sort()).toEqual(Object.keys(table).sort());
});

test('nobody may do what is not public', async () => {
  for (const [route, needs] of Object.entries(table)) {
    expect([route, await askAs(null, route)]).toEqual([route, needs === 'public' ? 'allowed' : 401]);
  }
});

describe.each(asks)('$who', ({ role, scopes, may }) => {
  test('may do what the table says, and nothing else', async () => {
    const name = `account-${role}-${scopes.join('-')}`;
    await made.account(name, role);
    const { bearer } = await made.key(name, scopes);
    for (const [route, needs] of Object.entries(table)) {
      if (askedInside.includes(route)) continue;
      const allowed = needs === 'public' || needs === 'any' || may.includes(needs);
      expect([route, await askAs(bearer, route)]).toEqual([route, allowed ? 'allowed' : 403]);
    }
  });
});

test('to force a promotion takes an administrator', async () => {
  await made.account('forces', 'editor');
  const { bearer } = await made.key('forces', ['promote', 'read', 'write']);
  const reply = await made.ask(bearer, {
    method: 'POST',
    url: '/api/v1/models/none/promote',
    payload: { version: 1, force: true, reason: 'because' },
  });
  expect(reply.json().code).toBe('PERMISSION_DENIED');
});
