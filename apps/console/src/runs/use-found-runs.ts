import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import type { RunLine } from '@verdict/api';
import { useEffect, useState } from 'react';
import { verdict } from '../queries.ts';
import { loggedColumns } from './columns.ts';
import { orderBy, type RunsSearch } from './runs-search.ts';

/** Lines in one request: three tall screens. */
const pieceLines = 100;
/** Who drags the scroll bar passes over thousands of lines and looks at those where it comes to rest. */
const restMs = 60;

export function asked({ q, experiment, sort, up, deleted }: RunsSearch) {
  const order = orderBy({ ...(sort && { sort }), ...(up && { up }) });
  return {
    ...(q && { filter: q }),
    ...(experiment && { experiments: [experiment] }),
    ...(order.length > 0 && { order_by: [...order] }),
    ...(deleted && { deleted }),
  };
}

/** All that was found, by number, and the first lines; what was shown before stays until it is here. */
export function useFoundRuns(search: RunsSearch, columns: readonly string[] | null) {
  const request = { ...asked(search), ...(columns && { columns: [...loggedColumns(columns)] }) };
  return useQuery({
    queryKey: ['runs', 'find', request],
    queryFn: ({ signal }) => verdict.console.findRuns(request, { signal }),
    placeholderData: keepPreviousData,
    // The list does not move under who reads it: it is asked for again when they say so.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 30_000,
  });
}

export interface Found {
  readonly numbers: readonly number[];
  readonly columns: readonly string[];
  readonly lines: readonly RunLine[];
}

export interface Lines {
  /** A line that is not here yet is undefined; one of a run that is gone is null. */
  readonly lineOf: (index: number) => RunLine | null | undefined;
  readonly error: Error | null;
  readonly again: () => void;
}

/** The lines from `first` to `last`, asked for in pieces as the table comes to rest on them. */
export function useLines(found: Found, first: number, last: number): Lines {
  const rested = useRested(
    Math.floor(first / pieceLines),
    Math.max(0, Math.floor(Math.min(last, found.numbers.length - 1) / pieceLines)),
  );
  const pieces: number[] = [];
  // The first piece came with the list.
  for (let piece = Math.max(1, rested.from); piece <= rested.to; piece++) pieces.push(piece);
  const replies = useQueries({
    queries: pieces.map((piece) => {
      const numbers = found.numbers.slice(piece * pieceLines, (piece + 1) * pieceLines);
      return {
        queryKey: ['runs', 'lines', found.columns, numbers],
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          verdict.console.runLines({ numbers: [...numbers], columns: [...found.columns] }, { signal }),
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 60_000,
        enabled: numbers.length > 0,
      };
    }),
  });
  const data = replies.map((reply) => reply.data);
  // Made anew with every screen: a few hundred lines are less work than to find out that they are the same.
  const byNumber = new Map(
    [...found.lines, ...data.flatMap((reply) => reply?.lines ?? [])].map((line) => [line.number, line]),
  );
  const answered = new Set(pieces.filter((_, at) => data[at]).concat(0));
  const failed = replies.find((reply) => reply.error);
  return {
    lineOf: (index) =>
      byNumber.get(found.numbers[index]) ?? (answered.has(Math.floor(index / pieceLines)) ? null : undefined),
    error: failed?.error ?? null,
    again: () => {
      for (const reply of replies) if (reply.error) void reply.refetch();
    },
  };
}

function useRested(from: number, to: number): { readonly from: number; readonly to: number } {
  const [rested, setRested] = useState({ from, to });
  useEffect(() => {
    const timer = setTimeout(() => setRested({ from, to }), restMs);
    return () => clearTimeout(timer);
  }, [from, to]);
  return rested;
}
