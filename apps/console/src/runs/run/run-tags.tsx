import type { Run } from '@verdict/api';
import { TagList } from '../../shell/tag-list.tsx';
import { useChangeRun } from './use-change-run.ts';

export function RunTags({
  run,
  mayWrite,
  without,
}: {
  readonly run: Run;
  readonly mayWrite: boolean;
  /** Shown elsewhere. */
  readonly without: string;
}) {
  const { mutateAsync } = useChangeRun(run.id);
  return (
    <TagList tags={run.tags} mayWrite={mayWrite} without={without} change={(tags) => mutateAsync({ tags })} />
  );
}
