import { useQueryClient } from '@tanstack/react-query';
import type { Batch } from '@verdict/api';
import { useEffect, useState } from 'react';
import { verdict } from '../queries.ts';
import { hasEnded } from './batch-state.tsx';

/** The batch as the server last told it: by events while it is under way, else as it was read. */
export function useLiveBatch(read: Batch | undefined): Batch | undefined {
  const queries = useQueryClient();
  const [told, setTold] = useState<Batch | null>(null);
  const id = read?.job_id;
  const under = read !== undefined && !hasEnded(read);
  useEffect(() => {
    if (id === undefined || !under) return;
    const controller = new AbortController();
    const { signal } = controller;
    const follow = async (): Promise<void> => {
      for await (const batch of verdict.batches.watch(id, { signal })) {
        setTold(batch);
        if (hasEnded(batch)) await queries.invalidateQueries({ queryKey: ['batch', id] });
      }
    };
    // The page asks by itself every few seconds as well: without events it is only slower.
    follow().catch(() => {});
    return () => controller.abort();
  }, [id, under, queries]);
  return told !== null && told.job_id === id && under && isLater(told, read) ? told : read;
}

function isLater(told: Batch, read: Batch | undefined): boolean {
  return read === undefined || hasEnded(told) || told.processed_texts >= read.processed_texts;
}
