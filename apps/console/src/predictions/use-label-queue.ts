import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { LabelItem, LabelSource, LabelsState } from '@verdict/api';
import { ApiError } from '@verdict/api/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { verdict } from '../queries.ts';
import {
  decide,
  dropped,
  emptyQueue,
  type LabelQueue,
  returned,
  sent,
  stateAfter,
  taken,
} from './label-queue.ts';

export interface Labelling {
  readonly queue: LabelQueue;
  readonly state: LabelsState | undefined;
  /** Of asking for more. */
  readonly error: Error | null;
  readonly again: () => void;
  readonly isAsking: boolean;
  /** What went wrong with a decision; it is before one again. */
  readonly failed: Error | null;
  /** For those who hear the page: what was just done. */
  readonly said: string;
  readonly label: (label: string) => void;
  readonly skip: () => void;
  readonly undo: () => void;
}

/** So many are kept at once: enough to never wait, few enough that others find some too. */
const keptAtOnce = 6;
const fewLeft = 3;

export function useLabelQueue(model: string | undefined, source: LabelSource | undefined): Labelling {
  const [queue, setQueue] = useState(emptyQueue);
  const [failed, setFailed] = useState<Error | null>(null);
  const [said, setSaid] = useState('');
  const client = useQueryClient();
  const current = useRef(queue);
  current.current = queue;
  const change = useCallback((step: (queue: LabelQueue) => LabelQueue): void => {
    current.current = step(current.current);
    setQueue(current.current);
  }, []);

  const key = ['labels', 'claim', model, source];
  const asked = useQuery({
    queryKey: key,
    enabled: model !== undefined,
    queryFn: ({ signal }) =>
      verdict.labels.claim(model ?? '', { count: keptAtOnce, ...(source && { source }) }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // Others, and visitors, make more while one waits.
    refetchInterval: ({ state: { data } }) => (data?.items.length === 0 ? 10_000 : false),
  });
  const { data, refetch } = asked;
  /** What was decided before the server counted. */
  const counted = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!data) return;
    counted.current = new Set(current.current.decided.map(({ item }) => item.id));
    change((before) => taken(before, data.items));
  }, [data, change]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model or source is another queue
  useEffect(() => {
    change(() => emptyQueue);
    setFailed(null);
  }, [model, source, change]);
  const more = data !== undefined && data.items.length > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ref is looked at whenever these have changed
  useEffect(() => {
    // As it is by now: what came with this very render is in it, and need not be asked for again.
    const { items, sending } = current.current;
    if (more && items.length < fewLeft && sending.length === 0) void refetch();
  }, [more, queue.items.length, queue.sending.length, refetch]);
  useUnsentWarning(queue.sending.length > 0);

  async function send(item: LabelItem, label: string | null): Promise<void> {
    setFailed(null);
    try {
      if (label === null) await verdict.labels.skip(item.model, item.id);
      else await verdict.labels.give(item.model, item.id, { label });
      change((before) => sent(before, item.id));
      void client.invalidateQueries({ queryKey: ['predictions'] });
    } catch (error) {
      if (error instanceof ApiError && error.code === 'PREDICTION_UNKNOWN') {
        change((before) => dropped(before, item.id));
        setSaid('Its text was deleted meanwhile; it is not asked any more.');
        return;
      }
      change((before) => returned(before, item));
      setFailed(error as Error);
    }
  }

  function decideOn(label: string | null): void {
    const [item] = current.current.items;
    if (item === undefined) return;
    change((before) => decide(before, label));
    setSaid(label === null ? 'Skipped.' : `Labelled ${label}.`);
    void send(item, label);
  }

  async function undo(): Promise<void> {
    const last = current.current.decided.at(-1);
    // What is on its way is waited for by its own button, which a second press finds.
    if (last === undefined || current.current.sending.includes(last.item.id)) return;
    setFailed(null);
    try {
      const item = await verdict.labels.undo(last.item.model, last.item.id);
      change((before) => returned(before, item));
      setSaid(last.label === null ? 'Not skipped any more.' : `Not ${last.label} any more; label it again.`);
    } catch (error) {
      setFailed(error as Error);
    }
  }

  return {
    queue,
    state:
      data &&
      stateAfter(
        data.state,
        queue.decided.filter(({ item }) => !counted.current.has(item.id)),
      ),
    error: asked.error,
    again: () => void refetch(),
    isAsking: asked.isFetching,
    failed,
    said,
    label: decideOn,
    skip: () => decideOn(null),
    undo: () => void undo(),
  };
}

/** A page that is closed in the moment between a key and its answer. */
function useUnsentWarning(unsent: boolean): void {
  useEffect(() => {
    if (!unsent) return;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [unsent]);
}
