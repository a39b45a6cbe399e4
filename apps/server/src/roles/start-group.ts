import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { once } from '@verdict/http';
import type { ServerConfig } from '../config.ts';
import { ServerError, type ServerErrorCode, serverErrors } from '../errors.ts';
import { counter, gauge, type MetricFamily } from '../metrics/index.ts';
import type { RunningServer } from '../running-server.ts';
import type { FromMember, ToMember } from './group-messages.ts';
import { createGroupReadings } from './group-readings.ts';
import { portUnavailable } from './listening.ts';
import { restartDelay } from './restart-delay.ts';
import type { UpstreamAddress } from './upstream.ts';

export interface GroupOptions {
  readonly upstream: UpstreamAddress | null;
  /** Of Verdict. */
  readonly version: string;
  readonly onEnded?: (ended: MemberEnded) => void;
}

export interface MemberEnded {
  readonly pid: number;
  readonly code: number | null;
  readonly signal: string | null;
  readonly restartInMs: number;
}

interface Member {
  readonly child: ChildProcess;
  readonly startedAt: number;
  listening: boolean;
}

/** A member that is busy answers late; it is taken for what it said the last time. */
const readTimeoutMs = 1500;
/** Beyond the time that members have to drain. */
const graceMs = 5000;

const program = fileURLToPath(new URL('./run-member.ts', import.meta.url));

/**
 * Several processes behind one port, each listening on it by itself: the kernel shares connections out (SO_REUSEPORT)
 * and leaves out whoever ended, at once. This process only replaces what ends, and answers nobody. node:cluster would
 * hand connections out from here, and lose for ever, without a word to its caller, each that is on its way to a
 * process at the moment when that is killed.
 */
export async function startGroup(
  config: ServerConfig,
  { upstream, version, onEnded = () => {} }: GroupOptions,
): Promise<RunningServer> {
  await assertPortFree(config);
  const members = new Set<Member>();
  const readings = createGroupReadings<Member>();
  const awaited = new Map<number, () => void>();
  const timers = new Set<NodeJS.Timeout>();
  let reading = 0;
  let restarts = 0;
  let quickEndings = 0;
  let stopping = false;
  /** Chosen once, also where the system chose it. */
  let port = config.port;

  const tell = ({ child }: Member, message: ToMember): void => {
    // One that has just ended is heard of by its exit.
    if (child.connected) child.send(message, () => {});
  };

  const readMember = (member: Member): Promise<void> =>
    new Promise((resolve) => {
      const id = reading++;
      const finish = (): void => {
        clearTimeout(late);
        awaited.delete(id);
        resolve();
      };
      const late = setTimeout(finish, readTimeoutMs);
      awaited.set(id, finish);
      tell(member, { kind: 'read-metrics', id });
    });

  const metricsOfAll = async (): Promise<readonly MetricFamily[]> => {
    const alive = [...members];
    await Promise.all(alive.map(readMember));
    return [
      ...readings.all(),
      gauge('verdict_processes', 'Processes behind the port that answer.', [
        { value: alive.filter(({ listening }) => listening).length },
      ]),
      counter('verdict_process_restarts_total', 'Processes that ended and were replaced.', [
        { value: restarts },
      ]),
    ];
  };

  return new Promise<RunningServer>((resolve, reject) => {
    let started = false;

    const begin = (): void => {
      const child = forkMember();
      if (child instanceof Error) {
        ended(child.message, { pid: 0, code: null, signal: null }, 0);
        return;
      }
      const member: Member = { child, startedAt: performance.now(), listening: false };
      members.add(member);
      child.on('message', async (message: FromMember) => {
        switch (message.kind) {
          case 'listening': {
            member.listening = true;
            port = Number(new URL(message.url).port);
            if (started) break;
            for (let more = config.processes - members.size; more > 0 && !stopping; more--) begin();
            if (![...members].every(({ listening }) => listening)) break;
            started = true;
            resolve({ url: message.url, models: message.models, inside: null, stop });
            break;
          }
          case 'failed':
            if (!started) await fail(errorOf(message.code, message.message));
            break;
          case 'metrics':
            // What one said that has ended meanwhile was counted when it did.
            if (members.has(member)) readings.heard(member, message.families);
            awaited.get(message.id)?.();
            break;
          case 'gather-metrics':
            tell(member, { kind: 'metrics-of-all', id: message.id, families: await metricsOfAll() });
            break;
        }
      });
      tell(member, { kind: 'start', config: { ...config, port, processes: 1 }, upstream, version });
      const over = (why: string, code: number | null, signal: string | null): void => {
        if (!members.delete(member)) return;
        readings.left(member);
        ended(why, { pid: child.pid ?? 0, code, signal }, performance.now() - member.startedAt);
      };
      child.once('exit', (code, signal) => over(`it ended with ${signal ?? code}`, code, signal));
      // Where the system has no room for a process there is no exit to come. On one that lives it is the channel's,
      // or a signal that could not be sent; whatever is left of it then ends by itself.
      child.on('error', (error) => {
        if (child.pid === undefined) over(error.message, null, null);
      });
    };

    const ended = (why: string, which: Omit<MemberEnded, 'restartInMs'>, livedMs: number): void => {
      if (stopping) return;
      if (!started) {
        void fail(errorOf(null, `A process of the group did not start: ${why}.`));
        return;
      }
      restarts += 1;
      const next = restartDelay({ livedMs, quickEndings });
      quickEndings = next.quickEndings;
      onEnded({ ...which, restartInMs: next.delayMs });
      const timer = setTimeout(() => {
        timers.delete(timer);
        begin();
      }, next.delayMs);
      timers.add(timer);
    };

    const fail = async (error: Error): Promise<void> => {
      if (stopping) return;
      await stop();
      reject(error);
    };

    const stop = once(async () => {
      stopping = true;
      for (const timer of timers) clearTimeout(timer);
      const patienceMs = config.drainDelayMs + config.drainTimeoutMs + graceMs;
      await Promise.all([...members].map((member) => endMember(member, patienceMs)));
    });

    const endMember = ({ child }: Member, patienceMs: number): Promise<void> =>
      new Promise((ended) => {
        const late = setTimeout(() => child.kill('SIGKILL'), patienceMs);
        child.once('exit', () => {
          clearTimeout(late);
          ended();
        });
        if (child.connected) child.send({ kind: 'stop' } satisfies ToMember, () => {});
        else child.kill('SIGTERM');
      });

    // The others follow when the first one listens: what keeps it from that is said once, not by each.
    begin();
  });
}

/** Some of what a system may lack is thrown, and some told later. */
function forkMember(): ChildProcess | Error {
  try {
    // advanced: numbers of every kind travel, NaN too.
    return fork(program, [], { serialization: 'advanced', execArgv: [] });
  } catch (error) {
    return error as Error;
  }
}

function errorOf(code: string | null, message: string): Error {
  return code !== null && code in serverErrors
    ? new ServerError(code as ServerErrorCode, message)
    : new ServerError('INTERNAL', message);
}

/** Members share their port with whoever asks for that: another group would be let in, and answer half of it. */
async function assertPortFree({ host, port }: ServerConfig): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (cause) => reject(portUnavailable({ host, port }, cause)));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}
