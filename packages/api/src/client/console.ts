import type {
  Consequences,
  ConsequencesQuery,
  ConsoleHome,
  ConsoleJudgement,
  ConsoleLive,
  ConsoleLiveQuery,
  ConsoleModel,
  ConsoleModelQuery,
  ConsoleModelsQuery,
  ConsoleModelsReply,
  ConsoleTry,
  ConsoleVersion,
} from '../console/index.ts';
import { at } from './address.ts';
import { type ConsoleDataClient, consoleDataClient } from './console-data.ts';
import { type ConsoleRunsClient, consoleRunsClient } from './console-runs.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** What the pages of the console ask for: a call a page. Other clients are better served by the resources themselves. */
export interface ConsoleClient extends ConsoleDataClient, ConsoleRunsClient {
  readonly home: (options?: CallOptions) => Promise<ConsoleHome>;
  readonly live: (query?: ConsoleLiveQuery, options?: CallOptions) => Promise<ConsoleLive>;
  readonly models: (query?: ConsoleModelsQuery, options?: CallOptions) => Promise<ConsoleModelsReply>;
  readonly model: (name: string, query?: ConsoleModelQuery, options?: CallOptions) => Promise<ConsoleModel>;
  readonly modelVersion: (name: string, version: number, options?: CallOptions) => Promise<ConsoleVersion>;
  readonly judgement: (name: string, id: number, options?: CallOptions) => Promise<ConsoleJudgement>;
  /** Of promoting that version; without one, of rolling back. */
  readonly consequences: (
    name: string,
    query?: ConsequencesQuery,
    options?: CallOptions,
  ) => Promise<Consequences>;
  readonly try: (options?: CallOptions) => Promise<ConsoleTry>;
}

export function consoleClient(transport: Transport): ConsoleClient {
  const { json } = transport;
  const get = { method: 'GET', harmless: true } as const;
  return {
    ...consoleDataClient(transport),
    ...consoleRunsClient(transport),
    home: (options) => json({ ...get, path: '/api/v1/console/home' }, options),
    live: (query, options) => json({ ...get, path: '/api/v1/console/live', query: { ...query } }, options),
    models: (query, options) =>
      json({ ...get, path: '/api/v1/console/models', query: { ...query } }, options),
    model: (name, query, options) =>
      json({ ...get, path: at`/api/v1/console/models/${name}`, query: { ...query } }, options),
    modelVersion: (name, version, options) =>
      json({ ...get, path: at`/api/v1/console/models/${name}/versions/${version}` }, options),
    judgement: (name, id, options) =>
      json({ ...get, path: at`/api/v1/console/models/${name}/judgements/${id}` }, options),
    consequences: (name, query, options) =>
      json({ ...get, path: at`/api/v1/console/models/${name}/consequences`, query: { ...query } }, options),
    try: (options) => json({ ...get, path: '/api/v1/console/try' }, options),
  };
}
