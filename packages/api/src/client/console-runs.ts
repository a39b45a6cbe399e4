import type {
  CurvesReply,
  CurvesRequest,
  FindRuns,
  FoundRuns,
  RunKeys,
  RunLinesReply,
  RunLinesRequest,
  RunOverview,
  SideBySide,
  SideBySideReply,
} from '../console/runs.ts';
import { at } from './address.ts';
import type { CallOptions } from './options.ts';
import type { Transport } from './transport.ts';

/** What the console's pages about runs show. */
export interface ConsoleRunsClient {
  /** All that was ever logged, by name: what there is to choose columns and to filter by. */
  readonly runKeys: (options?: CallOptions) => Promise<RunKeys>;
  readonly findRuns: (request: FindRuns, options?: CallOptions) => Promise<FoundRuns>;
  readonly runLines: (request: RunLinesRequest, options?: CallOptions) => Promise<RunLinesReply>;
  readonly runsSideBySide: (request: SideBySide, options?: CallOptions) => Promise<SideBySideReply>;
  readonly runCurves: (request: CurvesRequest, options?: CallOptions) => Promise<CurvesReply>;
  readonly run: (id: string, options?: CallOptions) => Promise<RunOverview>;
}

export function consoleRunsClient({ json }: Transport): ConsoleRunsClient {
  const get = { method: 'GET', harmless: true } as const;
  const ask =
    <Request, Reply>(path: string) =>
    (request: Request, options?: CallOptions): Promise<Reply> =>
      json({ method: 'POST', harmless: true, path, json: request }, options);
  return {
    runKeys: (options) => json({ ...get, path: '/api/v1/console/run-keys' }, options),
    findRuns: ask('/api/v1/console/runs/find'),
    runLines: ask('/api/v1/console/runs/lines'),
    runsSideBySide: ask('/api/v1/console/runs/side-by-side'),
    runCurves: ask('/api/v1/console/runs/curves'),
    run: (id, options) => json({ ...get, path: at`/api/v1/console/runs/${id}` }, options),
  };
}
