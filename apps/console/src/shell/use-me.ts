import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Scope, WhoAmI } from '@verdict/api';
import { verdict, whoAmIKey } from '../queries.ts';

export const meQuery = queryOptions({
  queryKey: whoAmIKey,
  queryFn: ({ signal }) => verdict.whoami({ signal }),
  staleTime: 60_000,
});

/** Who is here; undefined while nobody knows. */
export function useMe(): WhoAmI | undefined {
  return useQuery(meQuery).data;
}

/** Whether they may. The server decides; this only spares a button that would be refused. */
export function useMay(permission: Scope): boolean {
  const me = useMe();
  return me === undefined || me.scopes.includes(permission);
}
