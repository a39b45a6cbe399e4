import { queryOptions } from '@tanstack/react-query';
import { verdict } from '../queries.ts';

/** Everything under it is asked for again when something about models was changed. */
export const modelsKey = ['models'] as const;

export const modelListQuery = () =>
  queryOptions({
    queryKey: [...modelsKey, 'list'],
    queryFn: ({ signal }) => verdict.console.models({ limit: 200 }, { signal }),
  });

export const modelQuery = (name: string) =>
  queryOptions({
    queryKey: [...modelsKey, name],
    queryFn: ({ signal }) => verdict.console.model(name, {}, { signal }),
  });

export const versionQuery = (name: string, version: number) =>
  queryOptions({
    queryKey: [...modelsKey, name, 'version', version],
    queryFn: ({ signal }) => verdict.console.modelVersion(name, version, { signal }),
  });

export const judgementQuery = (name: string, id: number) =>
  queryOptions({
    queryKey: [...modelsKey, name, 'judgement', id],
    queryFn: ({ signal }) => verdict.console.judgement(name, id, { signal }),
  });

/** Asked afresh each time: what somebody is about to do should not be told from memory. */
export const consequencesQuery = (name: string, version: number | null) =>
  queryOptions({
    queryKey: [...modelsKey, name, 'consequences', version],
    queryFn: ({ signal }) =>
      verdict.console.consequences(name, version === null ? {} : { version }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });

export const trafficReportQuery = (name: string, startedMs: number) =>
  queryOptions({
    queryKey: [...modelsKey, name, 'traffic', startedMs],
    queryFn: ({ signal }) => verdict.models.trafficReport(name, { examples: 10 }, { signal }),
    refetchInterval: 5000,
  });

/** What the run that made the version drew its calibration from. */
export const curvesQuery = (runId: string, path: string) =>
  queryOptions({
    queryKey: ['runs', runId, 'artifact', path],
    queryFn: async ({ signal }) => (await verdict.runs.artifact(runId, path, { signal })).json() as unknown,
    staleTime: Number.POSITIVE_INFINITY,
  });
