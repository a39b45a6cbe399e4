import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunOverview, UpdateRun } from '@verdict/api';
import { verdict } from '../../queries.ts';

/** Changes a run and shows what the server then says it is. */
export function useChangeRun(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: UpdateRun) => verdict.runs.update(id, change),
    onSuccess: (run) => {
      queries.setQueryData<RunOverview>(['runs', 'run', id], (before) => before && { ...before, run });
      void queries.invalidateQueries({ queryKey: ['runs', 'find'] });
    },
  });
}
