import type { ConfusionMatrix, Run } from '@verdict/api';
import { EmptyState } from '@verdict/ui';
import { RunLink } from '../run-name.tsx';
import { ConfusionTable } from './confusion-table.tsx';

export function Confusions({
  runs,
  confusions,
}: {
  readonly runs: readonly Run[];
  readonly confusions: Readonly<Record<string, ConfusionMatrix>>;
}) {
  const shown = runs.filter(({ id }) => Object.hasOwn(confusions, id));
  if (shown.length === 0) {
    return (
      <EmptyState title="None of these runs left a confusion matrix">
        A training that holds out rows or is given a test set leaves one, as <code>report/confusion.csv</code>
        .
      </EmptyState>
    );
  }
  return (
    <>
      <p className="text-soft mb-3 text-sm">
        Rows are the true classes, columns what was called. The darker, the larger the share of its row.
        {shown.length < runs.length && ` ${runs.length - shown.length} of these runs have none here.`}
      </p>
      <div className="flex flex-wrap gap-6">
        {shown.map((run) => (
          <figure key={run.id} className="min-w-0 max-w-full">
            <figcaption className="mb-2 max-w-80 text-sm">
              <RunLink run={run} />
            </figcaption>
            <ConfusionTable confusion={confusions[run.id]} label={`Confusion of ${run.name}`} />
          </figure>
        ))}
      </div>
    </>
  );
}
