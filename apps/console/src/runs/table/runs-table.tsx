import { useRouter } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { RunLine } from '@verdict/api';
import { Button, Notice, Progress } from '@verdict/ui';
import { type MouseEvent, useCallback, useEffect, useMemo, useRef } from 'react';
import { loggedColumns, type ShownColumn, shownColumn } from '../columns.ts';
import { type Found, useLines } from '../use-found-runs.ts';
import { ColumnHead, type Sorting } from './column-head.tsx';
import { linesAround } from './lines-around.ts';
import { RunRow, rowHeightPx } from './run-row.tsx';

const nameWidthPx = 256;

export interface RunsTableProps extends Sorting {
  readonly found: Found;
  /** The columns beside the name, in their order. */
  readonly columns: readonly string[];
  /** What is shown is not yet what was asked for. */
  readonly waiting: boolean;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (line: RunLine, on: boolean, index: number, through: readonly RunLine[]) => void;
}

/**
 * Only the lines on the screen are in the page, however many were found. It is one table all the same: rows know their
 * number, and two empty ones stand for those above and below.
 */
export function RunsTable({ found, columns, waiting, selected, onSelect, ...sorting }: RunsTableProps) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: found.numbers.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeightPx,
    rangeExtractor: linesAround,
    useFlushSync: false,
  });
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? 0;
  const lines = useLines(found, first, last);
  const shown = useMemo(() => columns.map(shownColumn), [columns]);
  const places = useMemo(() => placesOf(shown, found.columns), [shown, found.columns]);

  // Another list begins at its top.
  const list = found.numbers;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is why
  useEffect(() => {
    box.current?.scrollTo({ top: 0 });
  }, [list]);

  const router = useRouter();
  const follow = (event: MouseEvent<HTMLTableSectionElement>): void => {
    const link = (event.target as Element).closest('a');
    // Another tab, another window, a download: the browser's own.
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    void router.navigate({ to: link.pathname });
  };

  const latest = useRef({ lines, list, onSelect, from: -1 });
  latest.current = { ...latest.current, lines, list, onSelect };
  const select = useCallback((line: RunLine, index: number, on: boolean, range: boolean): void => {
    const { from } = latest.current;
    const [low, high] = range && from >= 0 ? [Math.min(from, index), Math.max(from, index)] : [index, index];
    const through: RunLine[] = [];
    for (let at = low; at <= high; at++) {
      const between = latest.current.lines.lineOf(at);
      if (between) through.push(between);
    }
    latest.current.from = index;
    latest.current.onSelect(line, on, index, through);
  }, []);

  const width = nameWidthPx + shown.reduce((sum, column) => sum + column.width, 0);
  const above = rows[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  return (
    <>
      {lines.error && (
        <Notice
          urgent
          tone="bad"
          title="Some lines could not be loaded"
          action={<Button onClick={lines.again}>Try again</Button>}
        >
          {lines.error.message}
        </Notice>
      )}
      <div className="h-1">
        {waiting && <Progress label="Looking for runs" fraction={null} className="h-1" />}
      </div>
      <section
        ref={box}
        aria-label="Runs"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable without a mouse
        tabIndex={0}
        aria-busy={waiting}
        className="border-line bg-card h-[calc(100dvh-15rem)] min-h-80 overflow-auto overscroll-contain rounded-lg border"
      >
        <table
          aria-rowcount={found.numbers.length + 1}
          aria-colcount={shown.length + 1}
          style={{ width }}
          className="min-w-full table-fixed border-separate border-spacing-0 text-sm"
        >
          <thead>
            <tr aria-rowindex={1}>
              <ColumnHead
                column={{ ...shownColumn('name'), width: nameWidthPx }}
                className="left-0 z-20 w-44 sm:w-64 sm:sticky"
                {...sorting}
              />
              {shown.map((column) => (
                <ColumnHead key={column.id} column={column} {...sorting} />
              ))}
            </tr>
          </thead>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: a key press on a link is a click */}
          <tbody onClick={follow}>
            <Space height={above} />
            {rows.map(({ index }) => {
              const line = lines.lineOf(index);
              return (
                <RunRow
                  key={found.numbers[index]}
                  index={index}
                  line={line}
                  columns={shown}
                  places={places}
                  selected={line ? selected.has(line.id) : false}
                  onSelect={select}
                />
              );
            })}
            <Space height={below} />
          </tbody>
        </table>
      </section>
    </>
  );
}

function Space({ height }: { readonly height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in an empty row takes the focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null;
}

/** Where in a line's values each column's is; -1 for what is of the run itself, or not asked for yet. */
function placesOf(shown: readonly ShownColumn[], asked: readonly string[]): readonly number[] {
  const logged = new Set(loggedColumns(shown.map(({ id }) => id)));
  return shown.map(({ id }) => (logged.has(id) ? asked.indexOf(id) : -1));
}
