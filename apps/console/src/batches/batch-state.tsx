import type { Batch } from '@verdict/api';
import { Chip, type Tone } from '@verdict/ui';

const tones: Readonly<Record<Batch['status'], Tone>> = {
  queued: 'neutral',
  running: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export function BatchState({ batch }: { readonly batch: Batch }) {
  const stopping = batch.cancel_asked && !hasEnded(batch);
  return <Chip tone={tones[batch.status]}>{stopping ? 'stopping' : batch.status}</Chip>;
}

export function hasEnded({ status }: Batch): boolean {
  return status !== 'queued' && status !== 'running';
}
