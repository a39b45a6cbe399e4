import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@verdict/api';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { smallModelFile } from '../apps/server/test/small-models.ts';
import { type RoleProcess, serveRole } from './roles.ts';
import { steadyLoad } from './steady-load.ts';

const nginx = '/usr/sbin/nginx';
/** The record is away for so long: shorter than in earnest, so that the whole suite stays quick. */
const awayMs = Number(process.env.VERDICT_E2E_AWAY_MS ?? 3000);

let folder: string;
let port: number;
let http: RoleProcess;
let serveKey: string;
let callerKey: string;
const running: RoleProcess[] = [];

const httpEnv = () => ({
  VERDICT_HOME: join(folder, 'http'),
  VERDICT_MODELS: join(folder, 'models'),
  VERDICT_PORT: String(port),
});

async function infer(name: string, args: readonly string[] = [], env = {}): Promise<RoleProcess> {
  const made = await serveRole(
    'infer',
    {
      VERDICT_HOME: join(folder, name),
      VERDICT_SIGN_IN: 'always',
      VERDICT_URL: `http://127.0.0.1:${port}`,
      VERDICT_TOKEN: serveKey,
      ...env,
    },
    ['--port', '0', ...args],
  );
  running.push(made);
  return made;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verdict-e2e-'));
  await mkdir(join(folder, 'models'));
  await writeFile(join(folder, 'models', 'sentiment-en-1.verdict'), await smallModelFile());
  port = await freePort();
  http = await serveRole('http', httpEnv());
  const client = createClient({ url: http.url });
  await client.accounts.create({ name: 'ada', role: 'admin' });
  const key = (name: string, scopes: ('serve' | 'predict' | 'read')[]) =>
    client.keys.create({ account: 'ada', name, scopes });
  serveKey = (await key('infer', ['serve'])).secret;
  callerKey = (await key('caller', ['predict', 'read'])).secret;
});
afterEach(async () => {
  for (const each of running.splice(0)) {
    each.signal('SIGKILL');
    await each.ended;
  }
});
afterAll(async () => {
  http.signal('SIGKILL');
  await http.ended;
  await rm(folder, { recursive: true, force: true });
});

test('while the record is away, predictions go on and their rows wait; all of them arrive when it is back', async () => {
  const server = await infer('alone');
  const load = asking(server.url);
  await pause(1000);
  http.signal('SIGKILL');
  await http.ended;
  await pause(awayMs);
  // One that starts meanwhile begins with what the first of its folder has heard.
  const another = await infer('alone');
  expect((await fetch(`${another.url}/readyz`)).status).toBe(200);
  http = await serveRole('http', httpEnv());
  await pause(1000);
  const { answers, failures } = await load.stop();
  expect(failures).toEqual([]);
  expect(answers.length).toBeGreaterThan(100);
  const client = createClient({ url: http.url });
  await expect
    .poll(() => countOnRecord(client, new Set(answers.map(({ id }) => id))), { timeout: 20_000 })
    .toBe(answers.length);
}, 120_000);

test('a key that is revoked at the record is refused a moment later', async () => {
  const client = createClient({ url: http.url });
  const made = await client.keys.create({ account: 'ada', name: 'short', scopes: ['predict'] });
  const server = await infer('keys');
  const ask = async () =>
    (
      await fetch(`${server.url}/predict`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${made.secret}` },
        body: '{"text":"good"}',
      })
    ).status;
  expect(await ask()).toBe(200);
  await client.keys.revoke(made.key.id);
  await expect.poll(ask, { timeout: 10_000 }).toBe(401);
}, 60_000);

test('it does not start with a key that is not good, and says what to do', async () => {
  await expect(infer('wrong', [], { VERDICT_TOKEN: 'vk_wrong' })).rejects.toThrow(/VERDICT_TOKEN.*serve/);
}, 60_000);

test('of several processes behind one port one that is killed is replaced, the others answer meanwhile, and all drain at the end', async () => {
  const group = await infer('group', ['--processes', '2']);
  const headers = { authorization: `Bearer ${callerKey}` };
  const processes = async (): Promise<string> =>
    (await (await fetch(`${group.url}/metrics`, { headers })).text()).match(
      /^verdict_processes (\d+)/m,
    )?.[1] ?? '';
  await expect.poll(processes, { timeout: 10_000 }).toBe('2');
  const [victim] = await childrenOf(group.pid);
  const load = asking(group.url);
  await pause(500);
  const killedMs = Date.now();
  process.kill(victim, 'SIGKILL');
  await pause(500);
  await expect.poll(processes, { timeout: 20_000 }).toBe('2');
  expect(await childrenOf(group.pid)).not.toContain(victim);
  const { answers, failures } = await load.stop();
  // What it was answering when it was killed is lost; nothing that came later is.
  expect(failures.filter(({ atMs }) => atMs > killedMs + 100)).toEqual([]);
  expect(failures.length).toBeLessThan(20);
  expect(answers.length).toBeGreaterThan(100);
  group.signal('SIGTERM');
  expect(await group.ended).toBe(0);
}, 120_000);

describe.skipIf(!existsSync(nginx))('two processes behind nginx, under steady load', () => {
  test.each([
    { signal: 'SIGTERM', how: 'told to stop' },
    { signal: 'SIGKILL', how: 'killed' },
  ] as const)(
    'one that is $how: no request fails',
    async ({ signal }) => {
      const drain = { VERDICT_DRAIN_DELAY_MS: '1000' };
      const pair = await Promise.all([infer('left', [], drain), infer('right', [], drain)]);
      const proxy = await startNginx(pair.map(({ url }) => url));
      try {
        const load = asking(proxy.url);
        await pause(1000);
        pair[0].signal(signal);
        const ended = await pair[0].ended;
        await pause(1000);
        const { answers, failures } = await load.stop();
        expect(failures).toEqual([]);
        expect(answers.length).toBeGreaterThan(200);
        expect(ended).toBe(signal === 'SIGTERM' ? 0 : 'SIGKILL');
      } finally {
        await proxy.stop();
      }
    },
    120_000,
  );
});

function asking(url: string) {
  return steadyLoad(url, {
    perSecond: 200,
    key: callerKey,
    body: (asked) => ({ text: `A good film, question number ${asked}.` }),
  });
}

async function countOnRecord(
  client: ReturnType<typeof createClient>,
  wanted: ReadonlySet<string>,
): Promise<number> {
  const found = new Set<string>();
  let token: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof client.predictions.list>> = await client.predictions.list({
      limit: 1000,
      ...(token !== null && { page_token: token }),
    });
    for (const { id } of page.predictions) if (wanted.has(id)) found.add(id);
    token = page.next_page_token;
  } while (token !== null);
  return found.size;
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const ps = spawn('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  let said = '';
  for await (const chunk of ps.stdout) said += chunk;
  return said.trim().split(/\s+/).map(Number);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return free;
}

/** As docs/how-to/run-on-several-processes.md has it. */
async function startNginx(servers: readonly string[]) {
  const at = await mkdtemp(join(folder, 'nginx-'));
  const listen = await freePort();
  const hosts = servers.map((url) => `server ${new URL(url).host} max_fails=1 fail_timeout=2s;`).join('\n');
  await writeFile(
    join(at, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${at}/pid; error_log ${at}/error.log;
events { worker_connections 512; }
http {
  access_log off; client_body_temp_path ${at}/body; proxy_temp_path ${at}/proxy;
  fastcgi_temp_path ${at}/f; uwsgi_temp_path ${at}/u; scgi_temp_path ${at}/s;
  upstream verdict { ${hosts} keepalive 16; }
  server {
    listen 127.0.0.1:${listen};
    location / {
      proxy_pass http://verdict;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host localhost;
      proxy_next_upstream error timeout http_503 non_idempotent;
      proxy_connect_timeout 1s;
    }
  }
}
`,
  );
  const child = spawn(nginx, ['-p', at, '-c', join(at, 'nginx.conf')], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${listen}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/livez`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 10_000 },
    )
    .toBe(200);
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
