import type { Job, JobState } from '@verdict/api';
import { Chip, Progress, percentText, type Tone } from '@verdict/ui';

const tones: Readonly<Record<JobState, Tone>> = {
  queued: 'neutral',
  running: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

export function JobStateChip({ job }: { readonly job: Pick<Job, 'state' | 'cancel_asked'> }) {
  return (
    <Chip tone={tones[job.state]}>
      {job.state === 'running' && job.cancel_asked ? 'stopping' : job.state}
    </Chip>
  );
}

/** How far it is, where it says so. */
export function JobProgress({ job }: { readonly job: Pick<Job, 'state' | 'progress'> }) {
  if (job.state !== 'running') return null;
  const { progress } = job;
  return (
    <div className="min-w-28">
      <Progress label="Progress" fraction={progress?.fraction ?? null} />
      <p className="text-soft mt-0.5 flex justify-between gap-2 text-xs tabular-nums">
        <span>{progress?.stage ?? 'starting'}</span>
        {progress && <span>{percentText(progress.fraction, 0)}</span>}
      </p>
    </div>
  );
}

export function isActive({ state }: Pick<Job, 'state'>): boolean {
  return state === 'queued' || state === 'running';
}
