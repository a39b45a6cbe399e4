import type { RunStatus } from '@verdict/api';
import { Chip, type Tone } from '@verdict/ui';

const tones: Readonly<Record<RunStatus, Tone>> = {
  running: 'warn',
  scheduled: 'neutral',
  finished: 'neutral',
  failed: 'bad',
  killed: 'bad',
};

export function RunStatusChip({ status }: { readonly status: RunStatus }) {
  return <Chip tone={tones[status]}>{status}</Chip>;
}
