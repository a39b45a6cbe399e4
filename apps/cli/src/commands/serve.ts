import { once } from 'node:events';
import { readConfig, readFirstAdmin, readUpstream, startServer } from '@verdict/server';
import type { Around } from '../record/with-record.ts';
import { duration } from '../terminal/numbers.ts';
import { progressOf } from '../terminal/progress.ts';
import { speaker } from '../terminal/say.ts';

export interface ServeRequest {
  readonly roles: readonly string[];
  readonly host: string | null;
  readonly port: string | null;
  readonly home: string | null;
  readonly models: string | null;
  readonly processes: string | null;
}

/** For a service behind a load balancer, which needs time to notice that a process is leaving. */
const drainDelayMs = 5000;

/** The roles that are asked for, until it is told to stop: first it says so, then it finishes what is under way. */
export async function runServe(request: ServeRequest, around: Around): Promise<void> {
  const { env, signal, json, version } = around;
  const config = readConfig(env, {
    roles: request.roles.length === 0 ? undefined : request.roles.join(','),
    host: request.host ?? undefined,
    port: request.port ?? undefined,
    home: request.home ?? undefined,
    modelsFolder: request.models ?? undefined,
    processes: request.processes ?? undefined,
    drainDelayMs: env.VERDICT_DRAIN_DELAY_MS ? undefined : drainDelayMs,
  });
  const say = speaker(around);
  const progress = progressOf({ open: config.roles.includes('http') ? 'opening the record' : 'loading' });
  progress.update('open', null);
  const server = await startServer(config, {
    admin: readFirstAdmin(env),
    upstream: readUpstream(env),
    onMemberEnded: ({ pid, code, signal: by, restartInMs }) =>
      say.note(`Process ${pid} ended (${by ?? code}) and is replaced in ${restartInMs} ms.`),
    version,
  }).finally(progress.end);
  const { roles, processes } = config;
  if (json) say.json({ url: server.url, roles, processes, models: server.models });
  else {
    const models = server.models.map(({ name, version: number }) => `${name}@${number}`).join(', ');
    const many = processes > 1 ? ` in ${processes} processes` : '';
    say.line(
      `${say.paint(['bold', 'green'], server.url)}  ${roles.join(', ')}${many}, serving ${models === '' ? 'no model yet' : models}`,
    );
    if (models === '' && !roles.includes('http'))
      say.note('What is in service is served as soon as the server at VERDICT_URL tells of it.');
    say.note('Ctrl-C stops it when callers have had time to notice; a second one stops it at once.');
  }
  if (!signal.aborted) await once(signal, 'abort');
  const delay =
    config.drainDelayMs >= 1000 ? `answers for ${duration(config.drainDelayMs / 1000)} more, then ` : '';
  say.note(`Stopping: ${delay}finishes what is under way.`);
  await server.stop();
}
