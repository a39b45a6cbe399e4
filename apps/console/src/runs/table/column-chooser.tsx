import type { RunKeys } from '@verdict/api';
import { Button, Dialog, Field } from '@verdict/ui';
import { useState } from 'react';
import { shownColumn } from '../columns.ts';
import { mostColumns, type OwnColumn, ownColumns } from '../runs-search.ts';
import { moveColumn, toggleColumn } from './move-column.ts';

export interface ColumnChooserProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly columns: readonly string[];
  readonly keys: RunKeys | undefined;
  /** Null: the usual ones again. */
  readonly onColumns: (columns: readonly string[] | null) => void;
}

/** Of a kind; who has more writes what they look for. */
const mostShown = 60;

export function ColumnChooser({ open, onClose, columns, keys, onColumns }: ColumnChooserProps) {
  const [looked, setLooked] = useState('');
  const own = (Object.keys(ownColumns) as OwnColumn[]).filter((id) => id !== 'name');
  const groups = [
    { title: 'The run', ids: own as readonly string[] },
    { title: 'Metrics', ids: (keys?.metrics ?? []).map((key) => `metrics.${key}`) },
    { title: 'Parameters', ids: (keys?.params ?? []).map((key) => `params.${key}`) },
    { title: 'Tags', ids: (keys?.tags ?? []).map((key) => `tags.${key}`) },
  ].map(({ title, ids }) => ({
    title,
    ids: ids.filter((id) => shownColumn(id).label.toLowerCase().includes(looked.trim().toLowerCase())),
  }));
  return (
    <Dialog title="Columns" open={open} onClose={onClose}>
      <div className="grid max-h-[65dvh] gap-4 overflow-y-auto p-1 sm:grid-cols-2">
        <div>
          <Field
            label="Look for a column"
            type="search"
            value={looked}
            onChange={(event) => setLooked(event.target.value)}
          />
          {groups.map(({ title, ids }) => (
            <fieldset key={title} className="mt-3">
              <legend className="text-soft text-xs font-medium">{title}</legend>
              {ids.slice(0, mostShown).map((id) => (
                <label key={id} className="flex min-h-8 min-w-0 items-center gap-2">
                  <input
                    type="checkbox"
                    className="accent-accent size-4 shrink-0"
                    checked={columns.includes(id)}
                    disabled={!columns.includes(id) && columns.length >= mostColumns}
                    onChange={() => onColumns(toggleColumn(columns, id))}
                  />
                  <span className="min-w-0 text-sm break-words" dir="auto">
                    {shownColumn(id).label}
                  </span>
                </label>
              ))}
              {ids.length === 0 && <p className="text-soft text-sm">None.</p>}
              {ids.length > mostShown && (
                <p className="text-soft text-sm">{ids.length - mostShown} more; write a part of the name.</p>
              )}
            </fieldset>
          ))}
        </div>
        <div>
          <h3 className="font-medium">In this order</h3>
          <ol className="mt-2">
            {columns.map((id, at) => {
              const { label, kind } = shownColumn(id);
              return (
                <li key={id} className="border-line flex min-h-9 items-center gap-1 border-b text-sm">
                  <span className="min-w-0 flex-1 break-words" dir="auto">
                    {label} <span className="text-soft text-xs">{kind}</span>
                  </span>
                  <Step
                    label={`Move ${label} forward`}
                    disabled={at === 0}
                    onClick={() => onColumns(moveColumn(columns, id, -1))}
                  >
                    ↑
                  </Step>
                  <Step
                    label={`Move ${label} back`}
                    disabled={at === columns.length - 1}
                    onClick={() => onColumns(moveColumn(columns, id, 1))}
                  >
                    ↓
                  </Step>
                  <Step label={`Take ${label} away`} onClick={() => onColumns(toggleColumn(columns, id))}>
                    ×
                  </Step>
                </li>
              );
            })}
          </ol>
          {columns.length === 0 && <p className="text-soft mt-2 text-sm">Only the names of the runs.</p>}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap justify-end gap-2">
        <Button small onClick={() => onColumns(null)}>
          The usual ones
        </Button>
        <Button small kind="strong" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}

function Step({
  label,
  disabled = false,
  onClick,
  children,
}: {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="hover:bg-sunken size-8 shrink-0 rounded disabled:opacity-30"
    >
      {children}
    </button>
  );
}
