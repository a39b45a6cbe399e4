import { classNames } from '@verdict/ui';
import type { ShownColumn } from '../columns.ts';
import { isSortable } from '../runs-search.ts';

export interface Sorting {
  readonly sort: string | undefined;
  readonly up: boolean;
  readonly onSort: (column: string) => void;
}

export function ColumnHead({
  column,
  sort,
  up,
  onSort,
  className,
}: Sorting & { readonly column: ShownColumn; readonly className?: string }) {
  const { id, kind, label, number, width } = column;
  const sorted = sort === id;
  const looks = classNames('flex w-full min-w-0 flex-col px-3 py-1.5', number ? 'items-end' : 'items-start');
  const name = (
    <>
      <span className="text-soft h-4 text-xs leading-4 font-normal">{kind}</span>
      <span className="flex max-w-full items-baseline gap-1">
        <span className="truncate" dir="auto">
          {label}
        </span>
        {sorted && (
          <span aria-hidden="true" className="text-xs">
            {up ? '▲' : '▼'}
          </span>
        )}
      </span>
    </>
  );
  return (
    <th
      scope="col"
      style={className ? undefined : { width }}
      title={label}
      aria-sort={sorted ? (up ? 'ascending' : 'descending') : undefined}
      className={classNames(
        'bg-card border-line sticky top-0 z-10 border-b p-0 text-left font-medium',
        className,
      )}
    >
      {isSortable(id) ? (
        <button type="button" onClick={() => onSort(id)} className={classNames(looks, 'hover:bg-sunken')}>
          {name}
        </button>
      ) : (
        <div className={looks}>{name}</div>
      )}
    </th>
  );
}
