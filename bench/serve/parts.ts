import { availableParallelism } from 'node:os';
import { percent } from '../learn/markdown.ts';
import { agreement } from './agreement.ts';
import { contest, type Side, type SideResult } from './contest.ts';
import type { RecordPlace } from './databases.ts';
import { endAndCount, faultOf, type KeptRows } from './kept-rows.ts';
import { longRun } from './long-run.ts';
import type { ServeBenchOptions } from './options.ts';
import type { PartInput, PartResult } from './part.ts';
import { processSides } from './process-sides.ts';
import { bareCommand, everything, peerCommand, predictPath, verdictCommand } from './server-commands.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { startTimes } from './start-times.ts';
import { contestTable, longRunTable, processesTable, rowsTable, startTable } from './tables.ts';

/** The server has the first core for itself; load, database and bench share the second. */
export const serverCores = '0';
export const loadCores = '1';
/** Several processes need more than one. */
const allCores = `0-${availableParallelism() - 1}`;

const labels = {
  whole: 'Verdict, everything on',
  path: 'Verdict, the predict path alone',
  bare: 'bare node:http',
  peer: 'FastAPI with scikit-learn',
} as const;

export async function runContest(input: PartInput): Promise<PartResult> {
  const { options, prepared, databases, folder, python, say } = input;
  const servers: ServerProcess[] = [];
  const start = async (...args: Parameters<typeof startServerProcess>): Promise<ServerProcess> => {
    const server = await startServerProcess(...args);
    servers.push(server);
    return server;
  };
  try {
    const record = await databases.fresh('whole');
    const whole = await start(await verdict(input, 'whole', record, everything));
    const path = await start(await verdict(input, 'path', await databases.fresh('path'), predictPath));
    const bare = await start(await bareCommand({ name: 'bare', cores: serverCores, folder }));
    const peer = await start(
      await peerCommand({ name: 'peer', cores: serverCores, folder }, python, prepared.peerModel),
    );
    const asked = prepared.texts.slice(0, 200);
    const same = await agreement([whole.url, peer.url], asked);
    const { bodies, sentimentBodies } = prepared;
    const sides: readonly Side[] = [
      { name: 'whole', label: labels.whole, server: whole, bodies },
      { name: 'path', label: labels.path, server: path, bodies },
      { name: 'bare', label: labels.bare, server: bare, bodies },
      { name: 'peer', label: labels.peer, server: peer, bodies },
      {
        name: 'sentiment-en',
        label: 'Verdict, everything on, sentiment-en',
        server: whole,
        bodies: sentimentBodies,
      },
    ];
    const results = await contest({
      sides,
      ...loading(options),
      rounds: options.rounds,
      onRun: ({ name }, round, { requestsPerSecond, failed }) =>
        say(`round ${round} ${name}: ${Math.round(requestsPerSecond)} a second, ${failed} failed`),
    });
    const rows = results.map(({ side, ...rest }) => ({ name: side.name, label: side.label, ...rest }));
    const ofWhole = results.filter(({ side }) => side.server === whole);
    const answered = ofWhole.reduce((sum, { requests }) => sum + requests, asked.length + 1);
    const runs = ofWhole.length * (options.rounds + 1);
    const kept = await endAndCount(whole, record, { answered, runs, connections: options.connections });
    return {
      heading: 'One core',
      body: [
        contestTable(rows, ['peer', 'bare']),
        `On ${asked.length} reviews ours and the peer’s model give the same label to ${percent(same)}.`,
        rowsTable([{ what: labels.whole, rows: kept }]),
      ].join('\n\n'),
      results: { sides: rows, agreement: same, kept },
      faults: [...failures(results), ...lost(labels.whole, kept)],
    };
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

export async function runStart(input: PartInput): Promise<PartResult> {
  const { options, prepared, databases, folder, python, say } = input;
  const record = await databases.fresh('start');
  const results = await startTimes(
    [
      { label: labels.whole, command: () => verdict(input, 'start', record, everything) },
      {
        label: labels.peer,
        command: () =>
          peerCommand({ name: 'start-peer', cores: serverCores, folder }, python, prepared.peerModel),
      },
    ],
    options.rounds,
    say,
  );
  return { heading: 'Start', body: startTable(results), results, faults: [] };
}

export async function runMillion(input: PartInput): Promise<PartResult> {
  const { options, prepared, databases, say } = input;
  const record = await databases.fresh('million');
  const server = await startServerProcess(await verdict(input, 'million', record, everything));
  try {
    const side = { name: 'million', label: labels.whole, server, bodies: prepared.bodies };
    const result = await longRun(side, options.requests, loading(options), say);
    const answered = (result.samples.at(-1)?.requests ?? 0) + 1;
    const kept = await endAndCount(server, record, { ...options, answered, runs: result.runs });
    return {
      heading: 'A long run',
      body: [longRunTable(result), rowsTable([{ what: labels.whole, rows: kept }])].join('\n\n'),
      results: { ...result, kept },
      faults: [
        ...(result.failed > 0 ? [`${result.failed} requests of the long run failed`] : []),
        ...(answered <= options.requests ? ['the long run ended early: a stretch had no answer'] : []),
        ...lost('the long run', kept),
      ],
    };
  } finally {
    await server.stop();
  }
}

export async function runProcesses(input: PartInput): Promise<PartResult> {
  const { options, say } = input;
  const { sides, kept, stop } = await processSides(input, {
    one: serverCores,
    all: allCores,
    load: loadCores,
  });
  try {
    const results = await contest({
      sides,
      ...loading(options),
      loadCores: allCores,
      rounds: options.rounds,
      onRun: ({ name }, round, { cpuSecondsPer1000 }) =>
        say(`round ${round} ${name}: ${cpuSecondsPer1000.toFixed(4)} CPU s per 1,000`),
    });
    const rows = results.map(({ side, ...rest }) => ({ name: side.name, label: side.label, ...rest }));
    // One more of each side: its first answer.
    const answered = results.reduce((sum, { requests }) => sum + requests, sides.length);
    const runs = sides.length * (options.rounds + 1);
    const keptRows = await kept({ answered, runs, connections: options.connections });
    return {
      heading: 'One process and two',
      body: [processesTable(rows), rowsTable([{ what: 'both, on the record of http', rows: keptRows }])].join(
        '\n\n',
      ),
      results: { sides: rows, kept: keptRows },
      faults: [...failures(results), ...lost('one process and two', keptRows)],
    };
  } finally {
    await stop();
  }
}

function verdict(
  { prepared, folder }: PartInput,
  name: string,
  record: RecordPlace,
  settings: Readonly<Record<string, string>>,
) {
  const env = { ...record.env, VERDICT_MODELS: prepared.modelsFolder, ...settings };
  return verdictCommand(
    { name, cores: serverCores, folder },
    ['up', '--potatoes-port', 'off', '--spam-port', 'off'],
    env,
  );
}

function loading({ seconds, connections }: ServeBenchOptions) {
  return { seconds, connections, loadCores };
}

function failures(results: readonly SideResult[]): string[] {
  return results
    .filter(({ failed }) => failed > 0)
    .map(({ side, failed }) => `${failed} requests to ${side.label} failed`);
}

function lost(what: string, kept: KeptRows): string[] {
  const fault = faultOf(kept);
  return fault === null ? [] : [`${what}: ${fault}`];
}
