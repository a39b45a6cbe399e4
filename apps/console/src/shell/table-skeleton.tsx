import { Skeleton } from '@verdict/ui';

/** The place of a table, row by row. */
export function TableSkeleton({ rows }: { readonly rows: number }) {
  return (
    <div className="border-line bg-card rounded-lg border" role="status" aria-label="Loading">
      {Array.from({ length: rows + 1 }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <div key={row} className="border-line flex h-9 items-center border-t px-3 first:border-t-0">
          <Skeleton className="h-3.5 w-full" />
        </div>
      ))}
    </div>
  );
}
