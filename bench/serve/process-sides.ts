import { createClient } from '@verdict/api';
import type { Side } from './contest.ts';
import { countLines, type KeptRows, readMetrics } from './kept-rows.ts';
import type { PartInput } from './part.ts';
import { everything, verdictCommand } from './server-commands.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

interface Cores {
  readonly one: string;
  readonly all: string;
  readonly load: string;
}

export interface ProcessSides {
  readonly sides: readonly Side[];
  readonly kept: (of: { answered: number; runs: number; connections: number }) => Promise<KeptRows>;
  readonly stop: () => Promise<void>;
}

/** There is no load balancer that would have to notice that a process is leaving. */
const atOnce = { VERDICT_DRAIN_DELAY_MS: '0' };

/** The role infer in one process and in two, on the same cores, beside one http that keeps their log. */
export async function processSides(
  { prepared, databases, folder }: PartInput,
  cores: Cores,
): Promise<ProcessSides> {
  const record = await databases.fresh('processes');
  const http = await startServerProcess(
    await verdictCommand({ name: 'http', cores: cores.load, folder }, ['serve', '--role', 'http'], {
      ...record.env,
      VERDICT_MODELS: prepared.modelsFolder,
      ...atOnce,
    }),
  );
  const servers: ServerProcess[] = [http];
  const stop = async (): Promise<void> => {
    for (const server of servers.toReversed()) await server.stop();
  };
  try {
    const client = createClient({ url: http.url });
    await client.accounts.create({ name: 'infer', role: 'admin' });
    const { secret } = await client.keys.create({ account: 'infer', name: 'bench', scopes: ['serve'] });
    for (const processes of [1, 2]) {
      const name = `infer-${processes}`;
      servers.push(
        await startServerProcess(
          await verdictCommand({ name, cores: cores.all, folder }, ['serve', '--role', 'infer'], {
            ...everything,
            VERDICT_HOME: `${record.env.VERDICT_HOME}-${name}`,
            VERDICT_URL: http.url,
            VERDICT_TOKEN: secret,
            VERDICT_PROCESSES: `${processes}`,
            ...atOnce,
          }),
        ),
      );
    }
    const inferring = servers.slice(1);
    const sides = inferring.map((server, at) => ({
      name: server.name,
      label: at === 0 ? 'infer, one process' : 'infer, two processes',
      server,
      bodies: prepared.bodies,
    }));
    const kept: ProcessSides['kept'] = async ({ answered, runs, connections }) => {
      const told = await Promise.all(inferring.map(readMetrics));
      await stop();
      const sum = (values: readonly (number | null)[]): number | null =>
        values.includes(null) ? null : values.reduce<number>((total, value) => total + (value ?? 0), 0);
      return {
        // http itself answered one, when it was waited for.
        answered: answered + 1,
        unseen: runs * connections,
        counted: addOne(sum(told.map(({ predictions }) => predictions))),
        dropped: sum(told.map(({ dropped }) => dropped)),
        rows: await record.predictions(),
        logLines: (await Promise.all(inferring.map(({ logFile }) => countLines(logFile)))).reduce(
          (a, b) => a + b,
        ),
        logLinesDropped: sum(told.map(({ logLinesDropped }) => logLinesDropped)),
      };
    };
    return { sides, kept, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function addOne(value: number | null): number | null {
  return value === null ? null : value + 1;
}
