import type { RunLine } from '@verdict/api';
import { classNames } from '@verdict/ui';
import { memo } from 'react';
import type { ShownColumn } from '../columns.ts';
import { Cell } from './cell.tsx';

export const rowHeightPx = 36;

export interface RunRowProps {
  readonly index: number;
  readonly line: RunLine | null | undefined;
  readonly columns: readonly ShownColumn[];
  readonly places: readonly number[];
  readonly selected: boolean;
  readonly onSelect: (line: RunLine, index: number, on: boolean, range: boolean) => void;
}

const cell = 'border-line h-9 truncate border-b px-3';

/**
 * Drawn anew only when its own line or columns change: scrolling adds rows and leaves the others alone. Its link is a
 * plain one, followed by the table: forty that each listen to the router cost more than all the rest of the rows.
 */
export const RunRow = memo(function RunRow({
  index,
  line,
  columns,
  places,
  selected,
  onSelect,
}: RunRowProps) {
  const ground = selected ? 'bg-good-paper' : 'bg-card group-hover:bg-sunken';
  return (
    <tr aria-rowindex={index + 2} className="group">
      <td className={classNames(cell, ground, 'left-0 z-[1] pl-0 sm:sticky')}>
        {line ? (
          <span className="flex min-w-0 items-center">
            <label className="flex h-9 w-9 shrink-0 cursor-pointer items-center justify-center">
              <input
                type="checkbox"
                className="accent-accent size-4 cursor-pointer"
                checked={selected}
                aria-label={`Select ${line.name}`}
                // `change` does not know of the shift key; a key press on the box is a click too.
                onClick={(event) => onSelect(line, index, event.currentTarget.checked, event.shiftKey)}
                onChange={() => {}}
              />
            </label>
            <a
              href={`/runs/${line.id}`}
              className="min-w-0 truncate py-1 no-underline hover:underline"
              dir="auto"
              title={line.name}
            >
              {line.name || line.id}
            </a>
          </span>
        ) : (
          <span className="text-soft pl-9">{line === null ? 'This run is gone' : <Waiting />}</span>
        )}
      </td>
      {columns.map((column, at) => (
        <td key={column.id} className={classNames(cell, ground, column.number && 'text-right tabular-nums')}>
          {line ? (
            <Cell
              column={column}
              line={line}
              value={places[at] < 0 ? null : (line.values[places[at]] ?? null)}
            />
          ) : (
            line === undefined && <Waiting />
          )}
        </td>
      ))}
    </tr>
  );
});

/** Still, where a pulse in every cell would keep the whole screen painting. */
function Waiting() {
  return <span aria-hidden="true" className="bg-line inline-block h-3 w-3/5 rounded" />;
}
